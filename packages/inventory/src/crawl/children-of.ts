import type { InventoryRecord } from "../records/inventory-record.js";
import type { VersionRecord } from "../records/version-record.js";
import type { Depth } from "./depth.js";
import type { Operation } from "./operation.js";
import { crawledOperations } from "./operations/operations.js";

/** A walk that follows from a record. */
export interface ChildWalk {
  readonly operation: Operation;
  readonly parentArn: string;
}

/** The walks that follow from a record, at a depth. */
export function childrenOf(record: InventoryRecord, depth: readonly Depth[]): readonly ChildWalk[] {
  const wanted = (parentArn: string, operations: readonly Operation[]): readonly ChildWalk[] =>
    operations
      .filter((operation) => crawledOperations[operation].depths.some((each) => depth.includes(each)))
      .map((operation) => ({ operation, parentArn }));
  if (record._tag === "Project") {
    return [
      ...wanted(record.arn, ["DescribeProjectVersions", "ListProjectPolicies"]),
      ...record.datasets.flatMap(({ arn }) =>
        wanted(arn, ["DescribeDataset", "ListDatasetLabels", "ListDatasetEntries"]),
      ),
    ];
  }
  return record._tag === "Version"
    ? wanted(record.arn, ["ListTagsForResource", ...(mayBeInService(record) ? USAGE : [])])
    : [];
}

function mayBeInService({ status }: VersionRecord): boolean {
  return IN_SERVICE.has(status);
}

const USAGE: readonly Operation[] = ["GetMetricData"];

/** Each request to CloudWatch is paid for: what does not run is not asked about. */
const IN_SERVICE: ReadonlySet<string | null> = new Set(["RUNNING", "STARTING", "STOPPING"]);
