import type { InventoryRecord } from "../records/inventory-record.js";
import type { VersionRecord } from "../records/version-record.js";
import type { Depth } from "./depth.js";
import type { Operation } from "./operation.js";
import { operationsAt } from "./operations/operations-at.js";
import type { ParentKind } from "./operations/permission.js";

/** A walk that follows from a record: it asks about the project, dataset or version of the record. */
export interface ChildWalk {
  readonly operation: Operation;
  /** The ARN of that project, dataset or version. */
  readonly parentArn: string;
}

/** The walks that follow from a record, at a depth. */
export function childrenOf(record: InventoryRecord, depth: readonly Depth[]): readonly ChildWalk[] {
  const about = (kind: ParentKind, parentArn: string): readonly ChildWalk[] =>
    operationsAt(depth)
      .filter(({ parent }) => parent === kind)
      .map(({ operation }) => ({ operation, parentArn }));
  if (record._tag === "Project") {
    return [...about("project", record.arn), ...record.datasets.flatMap(({ arn }) => about("dataset", arn))];
  }
  return record._tag === "Version"
    ? about("version", record.arn).filter(({ operation }) => operation !== "GetMetricData" || mayBeInService(record))
    : [];
}

function mayBeInService({ status }: VersionRecord): boolean {
  return IN_SERVICE.has(status);
}

/** Each request to CloudWatch costs money: a model that does not run is not asked about. */
const IN_SERVICE: ReadonlySet<string | null> = new Set(["RUNNING", "STARTING", "STOPPING"]);
