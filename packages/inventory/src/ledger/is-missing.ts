import type { LedgerEntry } from "./ledger-entry.js";

/**
 * Whether something of an entry was not read, and to ask again may help. What was read and is invalid stays so, however
 * often it is read.
 */
export function isMissing({ _tag, outcome }: Pick<LedgerEntry, "_tag" | "outcome">): boolean {
  return !(_tag === "Target" ? WHOLE_TARGETS : WHOLE_WALKS).has(outcome);
}

const WHOLE_WALKS: ReadonlySet<string> = new Set(["complete", "gone", "invalid", "not-ready", "unsupported"]);
const WHOLE_TARGETS: ReadonlySet<string> = new Set(["closed", "reached", "suspended"]);
