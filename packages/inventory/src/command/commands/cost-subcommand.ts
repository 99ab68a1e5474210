import { fileJournal } from "../../journal/file-journal.js";
import { ledgerOf } from "../../ledger/ledger-of.js";
import { costLine } from "../../report/cost-line.js";
import { costText } from "../../report/cost-text.js";
import { contentsOf } from "../../views/report/contents-of.js";
import { NO_HISTORY } from "../../views/report/run-history.js";
import { seenBefore } from "../seen-before.js";
import { interruptible } from "../interruptible.js";
import { newestJournal } from "../journals.js";
import { prices } from "../options.js";
import { isRunOrigin } from "../run-options.js";
import { readable } from "../readable.js";
import { OUT } from "../runs-folder.js";
import { say } from "../say.js";
import { terminalFor } from "../terminal.js";
import { writeTo } from "../write-to.js";
import type { Subcommand } from "./subcommand.js";

/** `cost`: what runs, and what it costs. */
export const costSubcommand: Subcommand = (command, onExit) => {
  command
    .description("what the running models of a run cost, and what training has cost; sends no request")
    .argument("[path]", "a journal, or the folder that a run wrote to", OUT)
    .option(
      "--price <region=usd>",
      "USD of an inference unit for an hour, instead of the run's prices; several, or a list",
      prices,
    )
    .option("--json", "an object of JSON, on the standard output")
    .action(async (path: string, options: CostOptions) =>
      onExit(await interruptible((signal) => cost(path, options, signal))),
    );
};

interface CostOptions {
  readonly price?: Readonly<Record<string, number>>;
  readonly json?: boolean;
}

async function cost(path: string, { price, json: isJson = false }: CostOptions, signal: AbortSignal): Promise<number> {
  const journal = await newestJournal(path);
  const ledger = await ledgerOf(fileJournal(journal));
  const { origin } = ledger.run.options;
  const given = { ...(isRunOrigin(origin) ? origin.prices : undefined), ...price };
  const seen = await readable(() => seenBefore(journal, signal), NO_HISTORY);
  const history = { ...NO_HISTORY, ...seen.value };
  const contents = await contentsOf(fileJournal(journal), ledger, { prices: given }, history);
  if (!contents.hasModels) {
    say(
      `${journal} did not ask for models; export with --depth ${[...contents.depth, "versions"].join(",")} (add usage to learn since when they run)`,
    );
    return NOTHING;
  }
  const { hasColors } = terminalFor({ out: "", quiet: false });
  await writeTo(process.stdout, isJson ? costLine(contents) : costText(contents, hasColors), signal);
  return contents.summary.outcome === "complete" ? 0 : INCOMPLETE;
}

const NOTHING = 1;
const INCOMPLETE = 3;
