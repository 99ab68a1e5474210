import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { DEPTHS, type Depth } from "../crawl/depth.js";
import { newRunId } from "../crawl/run-id.js";
import type { RunStep } from "../crawl/step.js";
import { fileJournal } from "../journal/file-journal.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import { isOutputError } from "../failures/output-error.js";
import { packageFile } from "../package/package-file.js";
import { VIEW_FORMATS, type ViewFormat } from "../views/write-views.js";
import { crawlRun } from "./crawl-run.js";
import { databaseOf } from "./database-of.js";
import { FAIL_ON, FAIL_ON_BY_DEFAULT } from "./fail-on.js";
import { isInterruption, onInterruption } from "./interruption.js";
import { newestJournal, unfinishedJournal } from "./journals.js";
import {
  database,
  depth,
  failOn,
  format,
  httpUrl,
  list,
  notEmpty,
  rate,
  region,
  seconds,
  wholeNumber,
  prices,
} from "./options.js";
import { isRunOrigin, type RunOrigin, type ViewsOrigin } from "./run-options.js";
import { outOf, runsFolder } from "./runs-folder.js";
import { refuseOverwriting } from "./refuse-overwriting.js";
import { say } from "./say.js";
import { terminalFor } from "./terminal.js";
import { isUsageError, UsageError } from "./usage-error.js";
import { withoutStackTrace } from "./without-stack-trace.js";
import { writeRun } from "./write-run.js";

/**
 * The command `rekognition-inventory`, for a program that stands before it.
 *
 * It is about a process: it writes to `process.stdout` and `process.stderr`, listens to Ctrl-C while it runs,
 * and keeps stack traces from its user. {@link crawlTo} and {@link writeViews} are for clients of your own.
 *
 * @example
 * ```ts
 * import { rekognitionInventory } from "@rekognition-rx/inventory";
 *
 * process.exitCode = await rekognitionInventory(["--region", "eu-west-1", "--out", "out"]);
 * ```
 *
 * @param args - what a user writes after the command's name.
 * @returns the exit code: 0 as asked; 1 nothing done; 2 a mistake in `args`; 3 something could not be read, as `--fail-on`
 * says; 130 after Ctrl-C. Never rejects.
 */
export function rekognitionInventory(args: readonly string[]): Promise<number> {
  return withoutStackTrace("rekognition-inventory", async () => {
    let exitCode = 0;
    try {
      await program((code) => {
        exitCode = code;
      }).parseAsync(args, { from: "user" });
    } catch (error) {
      if (error instanceof CommanderError) {
        return error.exitCode === 0 ? 0 : 2;
      }
      if (isUsageError(error)) {
        say(error.message);
        return 2;
      }
      throw error;
    }
    return exitCode;
  });
}

interface ExportOptions extends ViewOptions {
  readonly profile?: readonly string[];
  readonly region?: readonly string[];
  readonly accounts?: string;
  readonly organization?: boolean;
  readonly roleName?: string;
  readonly externalId?: string;
  readonly endpointUrl?: string;
  readonly depth?: readonly string[];
  readonly journal?: string;
  readonly rate?: number;
  readonly concurrency: number;
  readonly timeout?: number;
  readonly requestTimeout: number;
}

interface ResumeOptions extends Pick<ViewOptions, "quiet" | "to"> {
  readonly out?: string;
  readonly timeout?: number;
}

interface ViewOptions {
  readonly out?: string;
  readonly format?: readonly string[];
  readonly price?: Readonly<Record<string, number>>;
  readonly csvForExcel?: boolean;
  readonly csvPlain?: boolean;
  readonly to?: string;
  readonly failOn?: readonly string[];
  readonly quiet?: boolean;
}

function program(onExit: (exitCode: number) => void): Command {
  const command = new Command("rekognition-inventory")
    .description("Every Rekognition Custom Labels project, dataset and model of AWS accounts, as files.")
    .version(version())
    .addHelpText("after", EXAMPLES);
  configured(command);
  const subcommand = (name: string, isDefault = false): Command =>
    configured(command.command(name, { isDefault })).allowExcessArguments(isDefault);

  viewOptions(
    subcommand("export", true)
      .description("reads accounts and regions and writes what they have (without a command, this is what happens)")
      .option(
        "--out <folder>",
        `where the files go; "-" writes one view to the standard output (default: ${OUT})`,
        notEmpty,
      )
      .option("--profile <name>", "profile of the AWS configuration; several, or a list with commas", list(notEmpty))
      .option("--region <name>", 'AWS region; several, a list, or "all" with Custom Labels', list(region))
      .option("--accounts <file>", "a file of account ids: 12 digits a line, an optional name after a comma", notEmpty)
      .option("--organization", "all accounts of the organization, by AWS Organizations")
      .option(
        "--role-name <name>",
        "the role to assume in each account (with --organization: OrganizationAccountAccessRole)",
        notEmpty,
      )
      .option("--external-id <id>", "what the trust policy of the role asks for", notEmpty)
      .option("--endpoint-url <url>", "another server than AWS's, for all services", httpUrl)
      .option("--depth <list>", `what to read: ${DEPTHS.join(", ")}, or all (default: projects)`, list(depth))
      .option("--rate <n>", "requests a second of each account, region and operation (default: 5)", rate)
      .option("--concurrency <n>", "accounts and regions at a time", wholeNumber, 16)
      .option("--journal <file>", "where the run is kept (default: OUT/runs/RUN.journal)", notEmpty)
      .option("--timeout <seconds>", "for the whole run (default: none)", seconds)
      .option("--request-timeout <seconds>", "for a request", seconds, 60),
  )
    .addHelpText("after", EXAMPLES)
    .action(async (options: ExportOptions, { args }: Command) => {
      refuseUnknownCommand(args);
      onExit(await exportRun(options));
    });

  subcommand("resume")
    .description("goes on with a run that was stopped, or asks again for what one could not read, with its options")
    .argument("[path]", "a journal, or the folder that a run wrote to", OUT)
    .option("--out <folder>", "where the files go (default: the folder of the run)", notEmpty)
    .option("--to <url>", `${TO} (default: the run's)`, database)
    .option("--timeout <seconds>", "for the whole run (default: none)", seconds)
    .option("--quiet", "no progress, and no table at the end")
    .action(async (path: string, options: ResumeOptions) => onExit(await resumeRun(path, options)));

  viewOptions(
    subcommand("views")
      .description("writes the files of a run again, from its journal, without asking AWS")
      .argument("[path]", "a journal, or the folder that a run wrote to", OUT)
      .option(
        "--out <folder>",
        'where the files go; "-" writes one view to the standard output (default: the folder of the run)',
        notEmpty,
      ),
  ).action(async (path: string, options: ViewOptions) => onExit(await viewsRun(path, options)));
  return command;
}

function viewOptions(command: Command): Command {
  return command
    .option("--format <list>", `${VIEW_FORMATS.join(", ")}; several, or a list (default: ndjson,csv)`, list(format))
    .option("--to <url>", TO, database)
    .option("--price <region=usd>", "for the report: USD of an inference unit for an hour; several, or a list", prices)
    .option("--csv-for-excel", "CSV with a byte order mark")
    .option("--csv-plain", "CSV without the apostrophe that keeps a text from being run as a formula")
    .option("--fail-on <list>", `outcomes that make the exit status 3: ${FAIL_ON.join(", ")}, or never`, list(failOn))
    .option("--quiet", "no progress, and no table at the end");
}

function configured(command: Command): Command {
  return command
    .configureOutput({
      // What was typed is in it, and may have been pasted from anywhere.
      outputError: (text, write) =>
        write(text.replace(/^error: /, "rekognition-inventory: ").replaceAll(/(?!\n)[\p{Cc}\p{Cf}]/gu, " ")),
    })
    .exitOverride();
}

function refuseUnknownCommand([name]: readonly string[]): void {
  if (name !== undefined) {
    throw new UsageError(`there is no command ${JSON.stringify(name)}; there are export, resume and views`);
  }
}

async function exportRun(options: ExportOptions): Promise<number> {
  const { profile, region, accounts, organization, roleName, externalId, endpointUrl, requestTimeout } = options;
  const { out = OUT, concurrency, format } = options;
  if (accounts !== undefined && organization === true) {
    throw new UsageError("--accounts and --organization both say which accounts there are; give one of them");
  }
  refuseFormats(out, format);
  const runId = newRunId(new Date().toISOString());
  const { journal = out === "-" ? undefined : join(runsFolder(out), `${runId}.journal`) } = options;
  if (journal === undefined) {
    throw new UsageError("--out - writes a view to the standard output; say where the run is kept with --journal FILE");
  }
  refuseOverwriting(journal, out);
  const to = databaseOf(options.to);
  return await crawlRun({
    journal,
    out,
    depth: depthOf(options.depth ?? ["projects"]),
    rate: options.rate,
    runId,
    to,
    timeout: options.timeout === undefined ? undefined : options.timeout * 1_000,
    quiet: options.quiet === true,
    origin: {
      targets: {
        ...(profile === undefined ? {} : { profiles: profile }),
        ...(region === undefined ? {} : { regions: region.includes("all") ? "all" : region }),
        ...(accounts === undefined ? {} : { accountsFile: accounts }),
        ...(organization === undefined ? {} : { organization }),
        ...(roleName === undefined ? {} : { roleName }),
        ...(externalId === undefined ? {} : { externalId }),
        ...(endpointUrl === undefined ? {} : { endpointUrl }),
        requestTimeout: requestTimeout * 1_000,
      },
      concurrency,
      ...(to === undefined ? {} : { to: to.shown }),
      ...viewsOrigin(options),
    },
  });
}

async function resumeRun(path: string, options: ResumeOptions): Promise<number> {
  const journal = await unfinishedJournal(path);
  if (journal === undefined) {
    say(`nothing is missing in ${path}: every run came to its end, and the newest is complete`);
    return 0;
  }
  const { rate: runRate, depth: runDepth, origin } = (await runIn(journal)).options;
  if (!isRunOrigin(origin)) {
    throw new UsageError(
      `${journal} was begun by a program, or by another release of this command; go on with it by what began it`,
    );
  }
  const { out = folderOf(journal) } = options;
  refuseOverwriting(journal, out);
  return await crawlRun({
    journal,
    out,
    depth: runDepth,
    rate: runRate === DOCUMENTED_RATE ? undefined : runRate,
    runId: undefined,
    to: databaseOf(options.to ?? origin.to),
    timeout: options.timeout === undefined ? undefined : options.timeout * 1_000,
    quiet: options.quiet === true,
    origin,
  });
}

async function viewsRun(path: string, options: ViewOptions): Promise<number> {
  const journal = await newestJournal(path);
  const { origin } = (await runIn(journal)).options;
  const { out = folderOf(journal), format, quiet = false } = options;
  refuseFormats(out, format);
  refuseOverwriting(journal, out);
  const interruption = onInterruption();
  try {
    const views = viewsOrigin(options, isRunOrigin(origin) ? origin : undefined);
    const ledger = await ledgerOf(fileJournal(journal));
    const terminal = terminalFor({ out, quiet });
    return await writeRun({ journal, out, quiet, to: databaseOf(options.to), views }, ledger, {
      terminal,
      signal: interruption.signal,
    });
  } catch (error) {
    if (isInterruption(error)) {
      say("stopped; what was there before is as it was");
      return error.exitCode;
    }
    if (isOutputError(error)) {
      say(`${error.message}; choose another folder with --out`);
      return 1;
    }
    throw error;
  } finally {
    interruption.stopListening();
  }
}

/** @param before - what the run was begun with: it holds where nothing else is said. */
function viewsOrigin(options: Omit<ViewOptions, "out" | "quiet">, before?: RunOrigin): ViewsOrigin {
  const formats = options.format ?? before?.formats ?? ["ndjson", "csv"];
  for (const flag of ["csvForExcel", "csvPlain"] as const) {
    if (options[flag] === true && !formats.includes("csv")) {
      throw new UsageError(
        `${flag === "csvPlain" ? "--csv-plain" : "--csv-for-excel"} is about CSV, and no CSV is written; leave it out, or add csv to --format`,
      );
    }
  }
  const { failOn = before?.failOn ?? FAIL_ON_BY_DEFAULT, price: given = before?.prices } = options;
  if (options.price !== undefined && !formats.includes("html")) {
    throw new UsageError(
      "--price is about the report, and no report is written; leave it out, or add html to --format",
    );
  }
  return {
    formats: formats as readonly ViewFormat[],
    failOn: failOn.includes("never") ? [] : failOn,
    csvForExcel: options.csvForExcel ?? before?.csvForExcel ?? false,
    csvPlain: options.csvPlain ?? before?.csvPlain ?? false,
    ...(given === undefined ? {} : { prices: given }),
  };
}

function refuseFormats(out: string, format: readonly string[] = []): void {
  if (out === "-" && new Set(format).size > 1) {
    throw new UsageError("--out - writes one view in one format; give one with --format");
  }
  if (out === "-" && format.includes("html")) {
    throw new UsageError("--out - writes rows, and a report is no rows; give a folder with --out, or another --format");
  }
}

function depthOf(given: readonly string[]): readonly Depth[] {
  return DEPTHS.filter((each) => each === "projects" || given.includes(each) || given.includes("all"));
}

/** The first step of a journal. */
async function runIn(journal: string): Promise<RunStep> {
  for await (const step of fileJournal(journal).steps()) {
    if (step._tag === "Run") {
      return step;
    }
    break;
  }
  throw new UsageError(`${journal} has no run in it; begin one with: rekognition-inventory export`);
}

function folderOf(journal: string): string {
  const out = outOf(journal);
  if (out === undefined) {
    throw new UsageError(`${journal} is in no folder of runs; say where the files go with --out FOLDER`);
  }
  return out;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as {
    readonly version: string;
  };
  return manifest.version;
}

const OUT = "out";

const TO =
  "also into Postgres: postgres://user@host/database, its password in PGPASSWORD; or env for the one in DATABASE_URL";

const DOCUMENTED_RATE = 5;

const EXAMPLES = `
Examples:
  rekognition-inventory --profile work --region eu-west-1
  rekognition-inventory --region all --depth versions --format csv
  rekognition-inventory --organization --region all --depth all
  rekognition-inventory --accounts accounts.txt --role-name inventory-reader --region eu-west-1,us-east-1

It writes inventory.ndjson and inventory.csv (one row a dataset), a table for each kind of record, and what became of
every account and region (ledger). A run that was stopped goes on with: rekognition-inventory resume
The options of each command: rekognition-inventory export --help

It needs the permission rekognition:DescribeProjects; with --depth also what the depth asks for: DescribeDataset,
ListDatasetLabels (datasets), DescribeProjectVersions, ListTagsForResource (versions), DescribeProjectVersions,
cloudwatch:GetMetricData (usage), ListProjectPolicies (policies), ListDatasetEntries (entries).

Exit status: 0 as asked; 1 nothing done; 2 a mistake on the command line; 3 something could not be read, as --fail-on
says; 130, 143, 129 stopped by a signal.`;
