import type { Change } from "../changes/change.js";
import { changesOf, TABLES_BY_DEFAULT } from "../changes/changes-of.js";
import type { ComparedRun } from "../changes/compared-run.js";
import { type NotAsked, notAsked } from "../changes/not-asked.js";
import { runOfJournal } from "../changes/run-of-journal.js";
import { fileJournal } from "../journal/file-journal.js";
import type { LedgerEntry } from "../ledger/ledger-entry.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import type { Ledger } from "../ledger/ledger.js";
import { compareWithPostgres } from "../postgres/run-in-postgres.js";
import { LISTED_TABLES, type ListedTable } from "../views/tables/listed-by.js";
import { recordTablesOf } from "../views/tables/tables.js";
import { oneLine } from "../text/one-line.js";
import { type Baseline, baselineOf } from "./baseline.js";
import { type Database, databaseOf } from "./database-of.js";
import { newestJournal } from "./journals.js";
import { OUT } from "./runs-folder.js";
import { UsageError } from "./usage-error.js";

/** Two runs, compared. */
export interface Comparison {
  /** `From 20261124T020000Z-91c0 to 20261125T020000Z-4f2a` */
  readonly title: string;
  readonly changes: AsyncIterable<Change>;
  /** The ledger of the later run; empty if that side is Postgres. */
  readonly later: readonly LedgerEntry[];
  readonly notAsked: NotAsked;
  /** Tables that the run has and that are not compared. */
  readonly left: readonly ListedTable[];
}

/**
 * Compares two runs that the command line names: a journal, a folder of runs, or Postgres for one of the two.
 *
 * @param earlier - without `later`, a journal or a folder is the later run, and is compared with the run before it.
 * Postgres is compared with the newest run in `out`. Without both, the newest run in `out` is compared with the run
 * before it.
 * @returns why there is nothing to compare; `undefined` if the runs were compared.
 * @throws UsageError if a word names no run.
 */
export async function compared(
  earlier: string | undefined,
  later: string | undefined,
  {
    tables = TABLES_BY_DEFAULT,
    signal,
  }: { readonly tables?: readonly ListedTable[] | undefined; readonly signal: AbortSignal },
  use: (comparison: Comparison) => Promise<void>,
): Promise<string | undefined> {
  const found = await sides(earlier, later);
  if (typeof found === "string") {
    return found;
  }
  const [before, after] = found;
  if (before._tag === "Postgres") {
    if (after._tag === "Postgres") {
      throw new UsageError(
        "diff compares a run with another run, or with what is in Postgres; give a journal for at least one of the two",
      );
    }
    const run = await runOfSide(after);
    const title = `From what ${before.database.shown} has to ${run.name}`;
    const { connectionString } = before.database;
    await compareWithPostgres({ connectionString, signal }, async (stored, asStored, newest = "") => {
      const isOld = run.ledger.run.startedAt < newest;
      await use({
        title: isOld ? `${title}, which is older: writing it changes nothing that a newer run has seen` : title,
        changes: changesOf(stored, asStored(run.run), tables),
        later: run.ledger.entries,
        notAsked: notAsked(stored.complete, run.ledger, tables),
        left: leftIn(run, tables),
      });
    });
    return undefined;
  }
  const first = await runOfSide(before);
  if (after._tag === "Postgres") {
    const title = `From ${first.name} to what ${after.database.shown} has`;
    const { connectionString } = after.database;
    await compareWithPostgres({ connectionString, signal }, async (stored, asStored) => {
      const changes = changesOf(asStored(first.run), stored, tables);
      await use({ title, changes, later: [], notAsked: { places: [], tables: [] }, left: leftIn(first, tables) });
    });
    return undefined;
  }
  const second = await runOfSide(after);
  const isBackwards = readAt(second) < readAt(first);
  const title = `From ${first.name} to ${second.name}${isBackwards ? ", which was read before it" : ""}`;
  await use({
    title,
    changes: changesOf(first.run, second.run, tables),
    later: second.ledger.entries,
    notAsked: notAsked(first.run.complete, second.ledger, tables),
    left: leftIn(second, tables),
  });
  return undefined;
}

/** When a run was read. For a run that was resumed, that is the time of its last page. */
function readAt({ ledger }: NamedRun): string {
  return ledger.readAt ?? ledger.run.startedAt;
}

function leftIn({ ledger }: NamedRun, tables: readonly ListedTable[]): readonly ListedTable[] {
  const filled: readonly string[] = recordTablesOf(ledger.run.options.depth);
  return LISTED_TABLES.filter((table) => filled.includes(table) && !tables.includes(table));
}

type Side =
  | { readonly _tag: "Baseline"; readonly baseline: Baseline }
  | { readonly _tag: "Journal"; readonly path: string }
  | { readonly _tag: "Postgres"; readonly database: Database };

async function sides(earlier: string | undefined, later: string | undefined): Promise<readonly [Side, Side] | string> {
  if (earlier !== undefined && later !== undefined) {
    return [await sideOf(earlier), await sideOf(later)];
  }
  const only = await sideOf(earlier ?? OUT);
  if (only._tag === "Postgres") {
    return [only, await sideOf(OUT)];
  }
  const before = await baselineOf(only.path);
  if (before === undefined) {
    return `there is no finished run before ${only.path} to compare it with; give two: rekognition-inventory diff OLD NEW`;
  }
  return [{ _tag: "Baseline", baseline: before }, only];
}

async function sideOf(word: string): Promise<Exclude<Side, { readonly _tag: "Baseline" }>> {
  if (!word.includes("://") && word !== "env") {
    return { _tag: "Journal", path: await newestJournal(word) };
  }
  const given = /^(?:env$|postgres(?:ql)?:)/.test(word) ? databaseOf(word) : undefined;
  if (given === undefined) {
    // The word is not repeated: it may have a password in it.
    throw new UsageError("diff takes journals, folders of runs, and a URL such as postgres://user@host/database");
  }
  return { _tag: "Postgres", database: given };
}

async function runOfSide(side: Exclude<Side, { readonly _tag: "Postgres" }>): Promise<NamedRun> {
  if (side._tag === "Baseline") {
    const { ledger, run, isMerged } = side.baseline;
    const name = oneLine(ledger.run.runId);
    return { name: isMerged ? `${name} (and what runs before it had read)` : name, ledger, run };
  }
  const journal = fileJournal(side.path);
  const ledger = await ledgerOf(journal);
  return { name: oneLine(ledger.run.runId), ledger, run: await runOfJournal(journal, ledger) };
}

interface NamedRun {
  readonly name: string;
  readonly ledger: Ledger;
  readonly run: ComparedRun;
}
