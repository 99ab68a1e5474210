import { failureSentence } from "../../failures/failure-sentence.js";
import { statusText } from "../../report/status-text.js";
import { snakeCase } from "../../views/tables/table.js";
import { interruptible } from "../interruptible.js";
import { loadSweepEngine } from "../load-sweep-engine.js";
import { notEmpty } from "../options.js";
import { OUT } from "../runs-folder.js";
import { say } from "../say.js";
import { sweepAt, sweepOption } from "../sweep-options.js";
import { UsageError } from "../usage-error.js";
import { writeTo } from "../write-to.js";
import type { Subcommand } from "./subcommand.js";

/** `status`: how far a run of a sweep has come. */
export const statusSubcommand: Subcommand = (command, onExit) => {
  sweepOption(
    command.description(
      "the state of a sweep's run: what waits, what is being read, by which worker, and what takes longest",
    ),
  )
    .option("--run <id>", "the name of the run (default: the newest)", notEmpty)
    .option("--out <folder>", `with --sweep embedded: the --out of the export (default: ${OUT})`, notEmpty)
    .option("--json", "an object of JSON, on the standard output")
    .action(async (options: StatusOptions) => onExit(await interruptible((signal) => status(options, signal))));
};

interface StatusOptions {
  readonly sweep?: string;
  readonly run?: string;
  readonly out?: string;
  readonly json?: boolean;
}

async function status(
  { sweep: url, run, out = OUT, json = false }: StatusOptions,
  signal: AbortSignal,
): Promise<number> {
  const at = sweepAt(url, out, { say });
  const engine = await loadSweepEngine();
  try {
    const sweep = await engine.open({ ...at, mustExist: true, signal });
    try {
      const found = await sweep.status(run);
      if (found === undefined) {
        say(
          run === undefined
            ? "there is no run in this database yet"
            : `there is no run ${JSON.stringify(run)} in this database`,
        );
        return 1;
      }
      const text = json ? `${JSON.stringify(snakeCased(found))}\n` : statusText(found);
      await writeTo(process.stdout, text, signal);
      return 0;
    } finally {
      await sweep.close();
    }
  } catch (error) {
    if (error instanceof UsageError || signal.aborted) {
      throw error;
    }
    say(failureSentence(error));
    return 1;
  }
}

function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(snakeCased);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [snakeCase(name), snakeCased(each)]))
    : value;
}
