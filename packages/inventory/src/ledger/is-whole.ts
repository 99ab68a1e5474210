import type { LedgerEntry } from "./ledger-entry.js";

/**
 * Whether nothing of an entry is missing: it is complete, or there is nothing to be read and nobody can do anything about
 * it. That is what was deleted meanwhile, a dataset that was not made, a region without Custom Labels, an account that is
 * suspended or closed.
 */
export function isWhole(entry: LedgerEntry): boolean {
  return entry._tag === "Target"
    ? WHOLE_TARGETS.has(entry.outcome)
    : WHOLE_WALKS.has(entry.outcome) && entry.invalid === 0;
}

const WHOLE_WALKS: ReadonlySet<string> = new Set(["complete", "gone", "not-ready", "unsupported"]);
const WHOLE_TARGETS: ReadonlySet<string> = new Set(["closed", "reached", "suspended"]);
