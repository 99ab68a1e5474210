import { isRunning } from "../cost/running-cost.js";
import { fileJournal } from "../journal/file-journal.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import { earlierRun } from "../run/earlier-run.js";
import type { RunHistory } from "../views/report/run-history.js";
import { recordTablesOf } from "../views/tables/tables.js";
import { viewsWith } from "../views/views-of.js";
import { readable } from "./readable.js";

/**
 * Since when models run, or are starting, by the earlier runs in the same folder: goes back from run to run as long as
 * each of them has seen them.
 */
export async function seenBefore(
  path: string,
  signal: AbortSignal,
): Promise<Pick<RunHistory, "seenRunning" | "seenStarting">> {
  const [seenRunning, seenStarting] = [new Map<string, string>(), new Map<string, string>()];
  // What CloudWatch has answered need not be looked for: each run further back is a journal to be read.
  let open = new Map([...(await runningIn(path, signal))].filter(([, { isSinceKnown }]) => !isSinceKnown));
  let journal: string | undefined = path;
  for (let runs = 0; runs < MOST_RUNS && open.size > 0; runs += 1) {
    journal = await earlierRun(journal);
    if (journal === undefined) {
      break;
    }
    const further = journal;
    // A damaged one is where what is known ends.
    const { value: then } = await readable(() => runningIn(further, signal), new Map<string, Running>());
    const still = new Map<string, Running>();
    for (const [arn, { status }] of open) {
      const seen = then.get(arn);
      if (seen !== undefined) {
        seenRunning.set(arn, seen.seenAt);
        if (status === "STARTING" && seen.status === "STARTING") {
          seenStarting.set(arn, seen.seenAt);
        }
        still.set(arn, seen);
      }
    }
    open = still;
  }
  return { seenRunning, seenStarting };
}

interface Running {
  readonly status: string | null;
  readonly seenAt: string;
  readonly isSinceKnown: boolean;
}

/** The models that run, or start, by their ARN. */
async function runningIn(path: string, signal: AbortSignal): Promise<ReadonlyMap<string, Running>> {
  const running = new Map<string, Running>();
  const journal = fileJournal(path);
  const ledger = await ledgerOf(journal);
  if (!recordTablesOf(ledger.run.options.depth).includes("versions")) {
    return running;
  }
  for await (const version of viewsWith(journal, () => Promise.resolve(ledger)).rows("versions")) {
    signal.throwIfAborted();
    if (isRunning(version)) {
      const { arn, status, seenAt, inServiceSince } = version;
      running.set(arn, { status, seenAt, isSinceKnown: inServiceSince !== null });
    }
  }
  return running;
}

/** A month of nights, and some: a model that has run for longer has "at least since" of then. */
const MOST_RUNS = 40;
