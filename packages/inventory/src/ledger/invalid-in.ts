import type { LedgerEntry } from "./ledger-entry.js";

/** How many records of a run could not be read: they are in no table. */
export function invalidIn(entries: readonly LedgerEntry[]): number {
  return entries.reduce((sum, entry) => sum + (entry._tag === "Walk" ? entry.invalid : 0), 0);
}
