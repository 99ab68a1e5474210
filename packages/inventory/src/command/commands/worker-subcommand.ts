import { failureSentence } from "../../failures/failure-sentence.js";
import { isInterruption, onInterruption } from "../interruption.js";
import { loadSweepEngine } from "../load-sweep-engine.js";
import { logIn, type LogOptions, logOptions } from "../log-options.js";
import { logSweep } from "../log-sweep.js";
import { notEmpty, wholeNumber } from "../options.js";
import { OUT } from "../runs-folder.js";
import { sweepAt, sweepOption } from "../sweep-options.js";
import { workedText } from "../sweep-run.js";
import { UsageError } from "../usage-error.js";
import type { Subcommand } from "./subcommand.js";

/** `worker`: helps with the runs of a sweep. */
export const workerSubcommand: Subcommand = (command, onExit) => {
  sweepOption(
    command.description(
      "helps with the runs that export --sweep has begun, on this machine or another, until it is stopped",
    ),
  )
    .option(
      "--concurrency <n>",
      "shards at a time; a shard is one operation in one account and region",
      wholeNumber,
      64,
    )
    .option("--out <folder>", `with --sweep embedded: the --out of the export (default: ${OUT})`, notEmpty);
  logOptions(command, "events as lines of JSON on stderr")
    .addHelpText("after", ABOUT)
    .action(async (options: WorkerOptions) => onExit(await work(options)));
};

interface WorkerOptions extends LogOptions {
  readonly sweep?: string;
  readonly concurrency: number;
  readonly out?: string;
}

async function work({ sweep: url, concurrency, out = OUT, ...logging }: WorkerOptions): Promise<number> {
  const log = await logIn(logging);
  const at = sweepAt(url, out, log);
  const engine = await loadSweepEngine();
  const interruption = onInterruption();
  let steps = 0;
  try {
    const sweep = await engine.open({ ...at, signal: interruption.signal });
    try {
      const onEvent = logSweep(log);
      if ((await sweep.run()) === undefined) {
        log.note("there is no run in this database yet; waiting for one");
      }
      await sweep.work({
        stop: interruption.signal,
        concurrency,
        onEvent: (event) => {
          steps += event.what === "step" ? 1 : 0;
          onEvent(event);
        },
      });
    } finally {
      await sweep.close();
    }
  } catch (error) {
    if (error instanceof UsageError) {
      throw error;
    }
    if (!isInterruption(error)) {
      log.say(failureSentence(error));
      return 1;
    }
  } finally {
    interruption.stopListening();
  }
  log.note(workedText(steps));
  const reason: unknown = interruption.signal.reason;
  return isInterruption(reason) ? reason.exitCode : 0;
}

const ABOUT = `
It asks AWS with the credentials of its own machine; profiles are looked up by the names that the export was given. Ctrl-C and
SIGTERM stop it: the pages that it waits for are kept, and its shards are given back. If it is killed, one page of each of its
shards may be read again.`;
