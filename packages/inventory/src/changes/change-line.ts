import { type RecordTable, snakeCase } from "../views/tables/table.js";
import { recordTables } from "../views/tables/tables.js";
import type { Change } from "./change.js";
import type { ListedRow } from "./listed-row.js";

/**
 * A change as a line of NDJSON: `change` (`added`, `changed`, `found`, `removed`), `table`, `key`, `fields`, `row` and
 * `previous`. `fields` and `previous` are `null` unless the row has changed. Rows are as in the files of their table.
 */
export function changeLine(change: Change): string {
  const { _tag, table, row } = change;
  const { key, columns } = recordTables[table] as RecordTable<ListedRow>;
  const written = (of: ListedRow, names: readonly string[]): object =>
    Object.fromEntries(
      columns.filter(({ name }) => names.includes(name)).map((column) => [column.name, column.value(of)]),
    );
  const all = columns.map(({ name }) => name);
  const changed = _tag === "Changed" ? change : undefined;
  return `${JSON.stringify({
    change: _tag.toLowerCase(),
    table,
    key: written(row, key),
    fields: changed?.fields.map((member) => snakeCase(member)) ?? null,
    row: written(row, all),
    previous: changed === undefined ? null : written(changed.previous, all),
  })}\n`;
}
