import { isMissing } from "./is-missing.js";
import type { LedgerEntry } from "./ledger-entry.js";

/**
 * Whether nothing of an entry is missing: it is complete, or there is nothing to be read and nobody can do anything about
 * it. That is what was deleted meanwhile, a dataset that was not made, a region without Custom Labels, an account that is
 * suspended or closed.
 */
export function isWhole(entry: LedgerEntry): boolean {
  return !isMissing(entry) && entry.outcome !== "invalid";
}
