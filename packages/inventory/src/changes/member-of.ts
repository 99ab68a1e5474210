import type { Value } from "../views/tables/table.js";
import type { ListedRow } from "./listed-row.js";

/** What a row has in a member; `null` where a journal of an earlier release has none. */
export function memberOf(row: ListedRow, member: string): Value {
  return (row as ListedRow & Readonly<Record<string, Value | undefined>>)[member] ?? null;
}
