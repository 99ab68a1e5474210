import type { InventoryRecord } from "../records/inventory-record.js";
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
      .filter((operation) => depth.includes(crawledOperations[operation].depth))
      .map((operation) => ({ operation, parentArn }));
  if (record._tag === "Project") {
    return [
      ...wanted(record.arn, ["DescribeProjectVersions", "ListProjectPolicies"]),
      ...record.datasets.flatMap(({ arn }) =>
        wanted(arn, ["DescribeDataset", "ListDatasetLabels", "ListDatasetEntries"]),
      ),
    ];
  }
  return record._tag === "Version" ? wanted(record.arn, ["ListTagsForResource"]) : [];
}
