import type { Operation } from "../../crawl/operation.js";
import type { RecordRows } from "./tables.js";

/** A table whose rows are what walks list. The inventory is none: it joins two of them. */
export type ListedTable = Exclude<keyof RecordRows, "inventory">;

/** Which walk lists the rows of a table, and what they belong to. */
export interface ListedBy {
  /** `DescribeProjects` lists those of an account and region, every other operation those of one parent. */
  readonly operation: Operation;
  /** The table of what a row belongs to, and the column that has its ARN; `null` where it is the account and region. */
  readonly parent: { readonly table: ListedTable; readonly column: string } | null;
}

/** Parents stand before what belongs to them. */
export const listedBy: Readonly<Record<ListedTable, ListedBy>> = {
  projects: { operation: "DescribeProjects", parent: null },
  datasets: { operation: "DescribeProjects", parent: { table: "projects", column: "project_arn" } },
  versions: { operation: "DescribeProjectVersions", parent: { table: "projects", column: "project_arn" } },
  policies: { operation: "ListProjectPolicies", parent: { table: "projects", column: "project_arn" } },
  labels: { operation: "ListDatasetLabels", parent: { table: "datasets", column: "dataset_arn" } },
  entries: { operation: "ListDatasetEntries", parent: { table: "datasets", column: "dataset_arn" } },
  tags: { operation: "ListTagsForResource", parent: { table: "versions", column: "version_arn" } },
};

/** The tables, parents before what belongs to them. */
export const LISTED_TABLES: readonly ListedTable[] = Object.keys(listedBy) as ListedTable[];
