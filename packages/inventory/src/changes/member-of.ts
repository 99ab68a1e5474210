import type { Value } from "../views/tables/table.js";
import type { ListedRow } from "./listed-row.js";

/** The value of a member; `null` if a journal of an earlier release does not have the member. */
export function memberOf(row: ListedRow, member: string): Value {
  return (row as ListedRow & Readonly<Record<string, Value | undefined>>)[member] ?? null;
}
