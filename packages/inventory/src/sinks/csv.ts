import { stringify } from "csv-stringify/sync";
import { type InventoryRow, inventoryColumns } from "../rows/inventory-row.js";
import type { RowFormat } from "./row-format.js";

/**
 * Comma-separated values with a header, in UTF-8, lines ending in `\n`.
 *
 * `null` is an empty field and `""` a quoted one, which PostgreSQL and DuckDB tell apart.
 * A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab, a carriage return)
 * gets an apostrophe before it: a project's messages are not ours.
 */
export const csv: RowFormat<InventoryRow> = {
  header: write([inventoryColumns]),
  encode: (rows) => write(rows.map((row) => inventoryColumns.map((column) => row[column]))),
};

function write(records: readonly (readonly (string | null)[])[]): string {
  return stringify([...records], { escape_formulas: true, quoted_match: /^$/ });
}
