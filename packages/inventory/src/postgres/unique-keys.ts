import type { ListedTable } from "../views/tables/listed-by.js";

/**
 * What distinguishes a row from all others, as the unique index of each table has it. A long text stands in it as its digest: an index
 * holds no more than 2 700 bytes. To change one takes a migration that makes another index.
 */
export const UNIQUE_KEYS: Readonly<Record<ListedTable, string>> = {
  projects: "arn",
  datasets: "arn",
  versions: "arn",
  policies: "project_arn, name",
  labels: "dataset_arn, name",
  entries: "dataset_arn, md5(source_ref)",
  tags: "version_arn, key",
};
