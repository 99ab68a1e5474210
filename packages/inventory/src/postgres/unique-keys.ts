import type { ListedTable } from "../views/tables/listed-by.js";

/**
 * The columns of each table's unique index, which distinguish a row from all others. A long text is replaced by its
 * digest: an index holds no more than 2 700 bytes. To change a key, a migration has to make another index.
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
