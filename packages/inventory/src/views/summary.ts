import { isWhole } from "../ledger/is-whole.js";
import type { Ledger } from "../ledger/ledger.js";
import { snakeCase } from "./tables/table.js";
import type { TableName } from "./tables/tables.js";

/** The result of a run in short: `summary.json`. */
export interface Summary {
  /** The version of the format of `summary.json`. */
  readonly version: 1;
  readonly runId: string;
  /**
   * - `complete`: nothing that was asked for is missing.
   * - `incomplete`: something is missing or could not be read, or the run did not come to its end. All numbers are "at
   *   least".
   * - `nothing`: not a single page was read.
   */
  readonly outcome: "complete" | "incomplete" | "nothing";
  /** `null` if it was not given. */
  readonly exitCode: number | null;
  readonly targets: {
    /** All targets that were meant to be read, including those that are closed or suspended. */
    readonly expected: number;
    /** How many of these were reached. The outcome of their walks may be `denied` or `failed`. */
    readonly answered: number;
    /** Of how many answered targets nothing is missing. */
    readonly complete: number;
  };
  readonly counts: Counts;
  /** Names of the files beside it. */
  readonly files: readonly string[];
  /** When the run began: ISO 8601 in UTC. */
  readonly startedAt: string;
  /** ISO 8601 in UTC; `null` for a run that did not come to its end. */
  readonly endedAt: string | null;
  /** The command that resumes the run; `null` if there is nothing to resume. */
  readonly resume: string | null;
}

/** Rows of each table that the run fills, and of `invalid`. */
export type Counts = Readonly<Partial<Record<TableName | "invalid", number>>>;

/** What only the caller knows. */
export interface SummaryOptions {
  /** The exit code of the process. It is only written into the summary. */
  readonly exitCode?: number | undefined;
  /** The command that resumes the run. Without passwords: it is written into a file. */
  readonly resume?: string | undefined;
}

export function summaryOf(
  ledger: Ledger,
  counts: Counts,
  files: readonly string[],
  { exitCode, resume }: SummaryOptions,
): Summary {
  return {
    version: 1,
    runId: ledger.run.runId,
    outcome: outcomeOf(ledger, counts),
    exitCode: exitCode ?? null,
    targets: targetsOf(ledger),
    counts,
    files,
    startedAt: ledger.run.startedAt,
    endedAt: ledger.endedAt,
    resume: resume ?? null,
  };
}

/** The summary as it is written. */
export function summaryText(summary: Summary): string {
  const members = Object.entries(summary).map(
    ([member, value]: [string, unknown]) => [snakeCase(member), value] as const,
  );
  return `${JSON.stringify(Object.fromEntries(members), undefined, 2)}\n`;
}

function outcomeOf({ entries, endedAt }: Ledger, { invalid = 0 }: Counts): Summary["outcome"] {
  if (!entries.some((entry) => entry._tag === "Walk" && entry.pages > 0)) {
    return "nothing";
  }
  return endedAt !== null && invalid === 0 && entries.every(isWhole) ? "complete" : "incomplete";
}

function targetsOf({ entries }: Ledger): Summary["targets"] {
  const targets = entries.filter((entry) => entry._tag === "Target");
  const answered = targets.filter(({ outcome }) => outcome === "reached");
  const lacking = new Set(entries.filter((entry) => !isWhole(entry)).map(({ target }) => target));
  const complete = answered.filter(({ target }) => !lacking.has(target));
  return { expected: targets.length, answered: answered.length, complete: complete.length };
}
