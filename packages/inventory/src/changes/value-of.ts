import type { ListedTable } from "../views/tables/listed-by.js";
import type { RecordTable } from "../views/tables/table.js";
import { recordTables } from "../views/tables/tables.js";
import type { ListedRow } from "./listed-row.js";

/** What a column of a key, or of a parent, has in a row. Such a column is never empty. */
export function valueOf(table: ListedTable, row: ListedRow, column: string): string {
  const { columns } = recordTables[table] as RecordTable<ListedRow>;
  return String(columns.find(({ name }) => name === column)?.value(row));
}
