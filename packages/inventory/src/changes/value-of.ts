import type { ListedTable } from "../views/tables/listed-by.js";
import type { RecordTable } from "../views/tables/table.js";
import { recordTables } from "../views/tables/tables.js";
import type { ListedRow } from "./listed-row.js";

/** The value of a column that is part of a key, or that names a parent. Such a column is never empty. */
export function valueOf(table: ListedTable, row: ListedRow, column: string): string {
  const { columns } = recordTables[table] as RecordTable<ListedRow>;
  return String(columns.find(({ name }) => name === column)?.value(row));
}
