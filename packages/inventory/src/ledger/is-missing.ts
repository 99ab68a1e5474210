import type { LedgerEntry } from "./ledger-entry.js";

/**
 * Whether a part of an entry was not read, and another attempt may help. A record that was read and is invalid stays
 * invalid, however often it is read.
 */
export function isMissing({ _tag, outcome }: Pick<LedgerEntry, "_tag" | "outcome">): boolean {
  return !(_tag === "Target" ? WHOLE_TARGETS : WHOLE_WALKS).has(outcome);
}

const WHOLE_WALKS: ReadonlySet<string> = new Set(["complete", "gone", "invalid", "not-ready", "unsupported"]);
const WHOLE_TARGETS: ReadonlySet<string> = new Set(["closed", "reached", "suspended"]);
