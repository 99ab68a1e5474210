import type { LedgerEntry } from "../../ledger/ledger-entry.js";
import type { Ledger } from "../../ledger/ledger.js";

/** The worst outcome of an account in a region. */
export interface PlaceOutcome {
  readonly accountId: string;
  readonly accountName: string | null;
  /** `null` for an account that was not asked in any region. */
  readonly region: string | null;
  readonly outcome: LedgerEntry["outcome"];
  /** Projects that were found there. */
  readonly projects: number;
}

/** Every target with the worst of its own outcome and the outcomes of its walks, in the order of the ledger. */
export function placesOf({ entries }: Pick<Ledger, "entries">): readonly PlaceOutcome[] {
  const places = new Map<string, PlaceOutcome>();
  for (const entry of entries) {
    const before = places.get(entry.target);
    if (entry._tag === "Target") {
      const { accountId, accountName, region, outcome, target } = entry;
      places.set(target, { accountId: accountId ?? target, accountName, region, outcome, projects: 0 });
    } else if (before !== undefined) {
      places.set(entry.target, {
        ...before,
        outcome: badness(entry.outcome) > badness(before.outcome) ? entry.outcome : before.outcome,
        projects: before.projects + (entry.operation === "DescribeProjects" ? entry.records : 0),
      });
    }
  }
  return [...places.values()];
}

/** How bad an outcome is: a worse one hides a better one. */
export function badness(outcome: LedgerEntry["outcome"]): number {
  return FROM_GOOD_TO_BAD.indexOf(outcome);
}

const FROM_GOOD_TO_BAD: readonly LedgerEntry["outcome"][] = [
  "reached",
  "gone",
  "complete",
  "not-ready",
  "unsupported",
  "closed",
  "suspended",
  "invalid",
  "unfinished",
  "partial",
  "throttled",
  "failed",
  "denied",
  "no-credentials",
];
