import { isRunning } from "../cost/running-cost.js";
import { fileJournal } from "../journal/file-journal.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import { earlierRun } from "../run/earlier-run.js";
import type { RunHistory } from "../views/report/run-history.js";
import { recordTablesOf } from "../views/tables/tables.js";
import { viewsWith } from "../views/views-of.js";
import { readable } from "./readable.js";

/**
 * Since when models run, or are starting, as earlier runs in the same folder know it. Goes back from run to run, as
 * long as each of them has seen the model.
 */
export async function seenBefore(
  path: string,
  signal: AbortSignal,
): Promise<Pick<RunHistory, "seenRunning" | "seenStarting">> {
  const [seenRunning, seenStarting] = [new Map<string, string>(), new Map<string, string>()];
  // If CloudWatch has given the time, earlier runs are not searched: each of them is another journal to read.
  let open = new Map([...(await runningIn(path, signal))].filter(([, { isSinceKnown }]) => !isSinceKnown));
  let journal: string | undefined = path;
  for (let runs = 0; runs < MOST_RUNS && open.size > 0; runs += 1) {
    journal = await earlierRun(journal);
    if (journal === undefined) {
      break;
    }
    const further = journal;
    // The search ends at a damaged journal.
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

/** The models that run or are starting, by their ARN. */
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

/** More than a month of nights. For a model that has run longer, the oldest of these runs gives an "at least since". */
const MOST_RUNS = 40;
