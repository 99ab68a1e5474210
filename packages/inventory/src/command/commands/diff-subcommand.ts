import { changeLine } from "../../changes/change-line.js";
import { TABLES_BY_DEFAULT } from "../../changes/changes-of.js";
import { LISTED_TABLES } from "../../views/tables/listed-by.js";
import type { Change } from "../../changes/change.js";
import { changesText } from "../../changes/changes-text.js";
import { invalidIn } from "../../ledger/invalid-in.js";
import { isMissing } from "../../ledger/is-missing.js";
import { lackingIn } from "../../ledger/lacking.js";
import { missingLines } from "../../report/summary-text.js";
import type { NotAsked } from "../../changes/not-asked.js";
import { count } from "../../text/count.js";
import { itemText } from "../../text/item-text.js";
import { type Comparison, compared } from "../compared.js";
import { counted } from "../counted.js";
import { interruptible } from "../interruptible.js";
import { say } from "../say.js";
import { list, listedTable } from "../options.js";
import { OUT } from "../runs-folder.js";
import { writeTo } from "../write-to.js";
import type { Subcommand } from "./subcommand.js";

/** `diff`: what has changed between two runs. */
export const diffSubcommand: Subcommand = (command, onExit) => {
  command
    .description(
      "what was added, changed and removed between two runs; what a run could not read does not count as removed",
    )
    .argument(
      "[old]",
      "a journal, a folder with runs (its newest), or postgres://user@host/database (env: DATABASE_URL) for what its tables have",
    )
    .argument("[new]", `the same; without it, OLD is compared with the run before it (default: ${OUT})`)
    .option(
      "--tables <list>",
      `what is compared: ${LISTED_TABLES.join(", ")}, or all (default: ${TABLES_BY_DEFAULT.join(",")})`,
      list(listedTable),
    )
    .option("--json", "a line of JSON for each change, on the standard output")
    .option(
      "--exit-code",
      "end with 4 if something was added, changed or removed, else with 3 if not everything could be compared",
    )
    .addHelpText("after", EXAMPLES)
    .action(async (earlier: string | undefined, later: string | undefined, options: DiffOptions) =>
      onExit(await interruptible((signal) => diff(earlier, later, options, signal))),
    );
};

interface DiffOptions {
  readonly json?: boolean;
  readonly exitCode?: boolean;
  readonly tables?: readonly string[];
}

async function diff(
  earlier: string | undefined,
  later: string | undefined,
  { json: isJson = false, exitCode: hasExitCode = false, tables: asked }: DiffOptions,
  signal: AbortSignal,
): Promise<number> {
  let changed = 0;
  let hasGaps = false;
  const tables = asked && LISTED_TABLES.filter((table) => asked.includes(table) || asked.includes("all"));
  const nothing = await compared(earlier, later, { tables, signal }, async (comparison) => {
    const changes = counted(comparison.changes, ({ _tag }) => {
      signal.throwIfAborted();
      changed += _tag === "Found" ? 0 : 1;
      // A row that may be new or not could not be compared.
      hasGaps ||= _tag === "Found";
    });
    if (isJson) {
      for await (const change of changes) {
        await writeTo(process.stdout, changeLine(change), signal);
      }
    } else {
      await writeTo(process.stdout, await textOf(comparison, changes), signal);
    }
    const { later: entries, notAsked } = comparison;
    const isWhole = !entries.some(isMissing) && invalidIn(entries) === 0;
    hasGaps ||= !isWhole || notAsked.places.length + notAsked.tables.length > 0;
    if (isJson && hasGaps) {
      say(`not everything could be compared: ${gapTexts(comparison).join("; ")}`);
    }
  });
  if (nothing !== undefined) {
    say(nothing);
    return NOTHING;
  }
  const judged = changed > 0 ? CHANGED : hasGaps ? INCOMPLETE : 0;
  return hasExitCode ? judged : 0;
}

async function textOf({ title, later, notAsked, left }: Comparison, changes: AsyncIterable<Change>): Promise<string> {
  const missing = lackingIn(later).filter((each) => each.isMissing);
  const invalid = invalidIn(later);
  const blocks = [
    title,
    (await changesText(changes)).trimEnd(),
    ...(missing.length === 0
      ? []
      : [["The newer run could not read this; it does not count as a change", ...missingLines(missing)].join("\n")]),
    ...(invalid === 0
      ? []
      : [
          itemText(
            `${count(invalid, "record")} of the newer run could not be read; whether they changed is not known`,
            0,
          ),
        ]),
    ...notAskedTexts(notAsked).map((text) => itemText(text, 0)),
    ...(left.length === 0 ? [] : [`Not compared: ${left.join(", ")}; --tables all compares them, too`]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** What could not be compared, in sentences. */
function gapTexts({ later, notAsked }: Comparison): readonly string[] {
  const missing = later.filter(isMissing).length;
  const invalid = invalidIn(later);
  const texts = [
    ...(missing === 0
      ? []
      : [`the newer run could not read everything (${count(missing, "entry", "entries")} of its ledger)`]),
    ...(invalid === 0 ? [] : [`${count(invalid, "record")} of the newer run could not be read`]),
    ...notAskedTexts(notAsked),
  ];
  return texts.length === 0 ? ["whether the records marked as found are new is not known"] : texts;
}

function notAskedTexts({ places, tables }: NotAsked): readonly string[] {
  const [first, ...others] = places;
  const more =
    others.length === 0 ? "" : ` and ${count(others.length, "other account and region", "other accounts and regions")}`;
  return [
    ...(tables.length === 0 ? [] : [`The newer run did not ask for ${tables.join(", ")}; the older one did`]),
    ...(first === undefined
      ? []
      : [`The newer run did not ask in ${first.accountId} ${first.region}${more}; the older one did`]),
  ];
}

const NOTHING = 1;
const CHANGED = 4;
const INCOMPLETE = 3;

const EXAMPLES = `
Examples:
  rekognition-inventory diff                        the newest run in out, and the one before it
  rekognition-inventory diff out/runs/A.journal out/runs/B.journal
  rekognition-inventory diff postgres://etl@db/assets out
                                                    what the newest run would change in the tables

Exit status: 0 compared; 1 there is no run before to compare with, as after the first export into a folder; 2 a mistake on
the command line; with --exit-code, 4 something changed, 3 nothing did, but not everything could be compared. 4 does not
say whether something is missing: in a script, use the exit status of the export for that.`;
