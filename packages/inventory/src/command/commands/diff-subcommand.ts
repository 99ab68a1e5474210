import { changeLine } from "../../changes/change-line.js";
import type { Change } from "../../changes/change.js";
import { changesText } from "../../changes/changes-text.js";
import { isMissing } from "../../ledger/is-missing.js";
import { lackingIn } from "../../ledger/lacking.js";
import { missingLines } from "../../report/summary-text.js";
import { type Comparison, compared } from "../compared.js";
import { counted } from "../counted.js";
import { interruptible } from "../interruptible.js";
import { OUT } from "../runs-folder.js";
import { writeTo } from "../write-to.js";
import type { Subcommand } from "./subcommand.js";

/** `diff`: what has changed between two runs. */
export const diffSubcommand: Subcommand = (command, onExit) => {
  command
    .description("what was added, changed and removed between two runs; nothing is removed where a run could not look")
    .argument(
      "[old]",
      "a journal, a folder with runs (its newest), or postgres://user@host/database (env: DATABASE_URL) for what its tables have",
    )
    .argument("[new]", `the same; without it, OLD is what is compared with the run before it (default: ${OUT})`)
    .option("--json", "a line of JSON for each change, on the standard output")
    .option("--exit-code", "end with 4 if something changed, and with 3 if the newer run is not complete")
    .addHelpText("after", EXAMPLES)
    .action(async (earlier: string | undefined, later: string | undefined, options: DiffOptions) =>
      onExit(await interruptible((signal) => diff(earlier, later, options, signal))),
    );
};

interface DiffOptions {
  readonly json?: boolean;
  readonly exitCode?: boolean;
}

async function diff(
  earlier: string | undefined,
  later: string | undefined,
  { json: isJson = false, exitCode: hasExitCode = false }: DiffOptions,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  let hasGaps = false;
  await compared(earlier, later, signal, async (comparison) => {
    const changes = counted(comparison.changes, () => {
      signal.throwIfAborted();
      count += 1;
    });
    if (isJson) {
      for await (const change of changes) {
        await writeTo(process.stdout, changeLine(change), signal);
      }
    } else {
      await writeTo(process.stdout, await textOf(comparison, changes), signal);
    }
    hasGaps = comparison.later.some(isMissing);
  });
  const judged = count > 0 ? CHANGED : hasGaps ? INCOMPLETE : 0;
  return hasExitCode ? judged : 0;
}

async function textOf({ title, later }: Comparison, changes: AsyncIterable<Change>): Promise<string> {
  const missing = lackingIn(later).filter((each) => each.isMissing);
  const gaps =
    missing.length === 0
      ? ""
      : `\n${["What the newer run could not read is no change", ...missingLines(missing)].join("\n")}\n`;
  return `${title}\n\n${await changesText(changes)}${gaps}`;
}

const CHANGED = 4;
const INCOMPLETE = 3;

const EXAMPLES = `
Examples:
  rekognition-inventory diff                        the newest run in out, and the one before it
  rekognition-inventory diff out/runs/A.journal out/runs/B.journal
  rekognition-inventory diff postgres://etl@db/assets out
                                                    what the newest run would change in the tables
  rekognition-inventory diff --exit-code --json || notify`;
