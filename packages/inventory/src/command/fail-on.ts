import { WALK_OUTCOMES } from "../crawl/walk-outcome.js";
import type { LedgerEntry } from "../ledger/ledger-entry.js";

/** What may make the exit status 3: outcomes of walks and of targets, and what could not be read. */
export const FAIL_ON: readonly string[] = [
  ...WALK_OUTCOMES.filter((outcome) => outcome !== "complete"),
  "unfinished",
  "no-credentials",
  "suspended",
  "closed",
  "invalid",
];

/**
 * What does by default: everything but what nobody can do anything about, of which there is nothing to be read: what is gone
 * or not ready, a region without Custom Labels, an account that is suspended or closed.
 */
export const FAIL_ON_BY_DEFAULT: readonly string[] = FAIL_ON.filter(
  (outcome) => !["gone", "not-ready", "unsupported", "suspended", "closed"].includes(outcome),
);

/** Whether what is in an entry is one of these. */
export function failsOn(failOn: readonly string[]): (entry: LedgerEntry) => boolean {
  return (entry) =>
    failOn.includes(entry.outcome) || (entry._tag === "Walk" && entry.invalid > 0 && failOn.includes("invalid"));
}
