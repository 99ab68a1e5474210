import { isMissing } from "./is-missing.js";
import type { LedgerEntry } from "./ledger-entry.js";

/**
 * Whether nothing of an entry is missing: it is complete, or there is nothing to read and nobody can do anything about
 * it. There is nothing to read if something was deleted meanwhile, if a dataset is not ready, in a region without
 * Custom Labels, and in an account that is suspended or closed.
 */
export function isWhole(entry: LedgerEntry): boolean {
  return !isMissing(entry) && entry.outcome !== "invalid";
}
