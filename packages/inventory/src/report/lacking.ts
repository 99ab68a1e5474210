import type { LedgerEntry } from "../ledger/ledger-entry.js";

/** Entries of the ledger of which something is missing for the same reason, as one line. */
export interface Lacking {
  readonly outcome: string;
  /** `DescribeProjects`; `undefined` for targets. */
  readonly operation: string | undefined;
  readonly count: number;
  /** Where the first of them is: `111122223333 eu-west-1`. */
  readonly where: string;
  readonly message: string;
}

/** What is missing, and why: one line for each outcome, operation and place; the first line of each says why. */
export function lackingIn(entries: readonly LedgerEntry[]): readonly Lacking[] {
  const groups = new Map<string, Lacking>();
  for (const entry of entries) {
    if (isWhole(entry)) {
      continue;
    }
    const where = [entry.accountId ?? entry.target, entry.region].filter((part) => part !== null).join(" ");
    const operation = entry._tag === "Walk" ? entry.operation : undefined;
    const key = JSON.stringify([entry.outcome, operation, where]);
    const before = groups.get(key);
    groups.set(key, {
      outcome: entry.outcome,
      operation,
      where,
      count: (before?.count ?? 0) + 1,
      message: before?.message ?? entry.error?.message ?? "",
    });
  }
  return [...groups.values()];
}

function isWhole(entry: LedgerEntry): boolean {
  return entry._tag === "Target" ? entry.outcome === "reached" : entry.outcome === "complete";
}
