import { isMissing } from "./is-missing.js";
import type { LedgerEntry } from "./ledger-entry.js";
import { placeOf } from "./place-of.js";

/** Entries of the ledger that are not complete for the same reason, as one line. */
export interface Lacking {
  /** Whether somebody can do something about it. Otherwise, there is nothing to read. */
  readonly isMissing: boolean;
  readonly outcome: string;
  /** `DescribeProjects`; `undefined` for targets. */
  readonly operation: string | undefined;
  readonly count: number;
  /** Where the first of them is: `111122223333 eu-west-1`. */
  readonly where: string;
  readonly message: string;
}

/** What is missing, and why: one line for each outcome, operation and place. Its reason is that of the first entry. */
export function lackingIn(entries: readonly LedgerEntry[]): readonly Lacking[] {
  const groups = new Map<string, Lacking>();
  for (const entry of entries) {
    if (READ.has(entry.outcome)) {
      continue;
    }
    const where = placeOf(entry);
    const operation = entry._tag === "Walk" ? entry.operation : undefined;
    const key = JSON.stringify([entry.outcome, operation, where]);
    const before = groups.get(key);
    groups.set(key, {
      isMissing: isMissing(entry),
      outcome: entry.outcome,
      operation,
      where,
      count: (before?.count ?? 0) + 1,
      message: before?.message ?? entry.error?.message ?? "",
    });
  }
  return [...groups.values()];
}

/** Outcomes of what was read. Invalid records are counted elsewhere. */
const READ: ReadonlySet<string> = new Set(["complete", "invalid", "reached"]);
