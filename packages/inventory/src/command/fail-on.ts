import { WALK_OUTCOMES } from "../crawl/walk-outcome.js";
import type { LedgerEntry } from "../ledger/ledger-entry.js";

/** What can make the exit status 3: outcomes of walks and of targets, and records that could not be read. */
export const FAIL_ON: readonly string[] = [
  ...WALK_OUTCOMES.filter((outcome) => outcome !== "complete"),
  "unfinished",
  "no-credentials",
  "suspended",
  "closed",
  "invalid",
];

/**
 * What makes the exit status 3 by default: all of these, except where there is nothing to read and nobody can do
 * anything about it. That is the case for something that is gone or not ready, a region without Custom Labels, and an
 * account that is suspended or closed.
 */
export const FAIL_ON_BY_DEFAULT: readonly string[] = FAIL_ON.filter(
  (outcome) => !["gone", "not-ready", "unsupported", "suspended", "closed"].includes(outcome),
);

/** Whether an entry has one of these outcomes, or invalid records if `invalid` is among them. */
export function failsOn(failOn: readonly string[]): (entry: LedgerEntry) => boolean {
  return (entry) =>
    failOn.includes(entry.outcome) || (entry._tag === "Walk" && entry.invalid > 0 && failOn.includes("invalid"));
}
