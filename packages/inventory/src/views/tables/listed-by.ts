import type { Operation } from "../../crawl/operation.js";
import type { RecordRows } from "./tables.js";

/** A table whose rows are listed by walks. `inventory` is not among them: it joins two of these tables. */
export type ListedTable = Exclude<keyof RecordRows, "inventory">;

/** Which walk lists the rows of a table, and what the rows belong to. */
export interface ListedBy {
  /** `DescribeProjects` lists the rows of an account and region. Every other operation lists those of one parent. */
  readonly operation: Operation;
  /**
   * The parent's table, and the column of a row with the parent's ARN; `null` if a row belongs to an account and
   * region.
   */
  readonly parent: { readonly table: ListedTable; readonly column: string } | null;
}

/** Parents come before their children. */
export const listedBy: Readonly<Record<ListedTable, ListedBy>> = {
  projects: { operation: "DescribeProjects", parent: null },
  datasets: { operation: "DescribeProjects", parent: { table: "projects", column: "project_arn" } },
  versions: { operation: "DescribeProjectVersions", parent: { table: "projects", column: "project_arn" } },
  policies: { operation: "ListProjectPolicies", parent: { table: "projects", column: "project_arn" } },
  labels: { operation: "ListDatasetLabels", parent: { table: "datasets", column: "dataset_arn" } },
  entries: { operation: "ListDatasetEntries", parent: { table: "datasets", column: "dataset_arn" } },
  tags: { operation: "ListTagsForResource", parent: { table: "versions", column: "version_arn" } },
};

/** The tables, parents before their children. */
export const LISTED_TABLES: readonly ListedTable[] = Object.keys(listedBy) as ListedTable[];
