import type { Command } from "commander";
import { VIEW_FORMATS, type ViewFormat } from "../views/write-views.js";
import { FAIL_ON, FAIL_ON_BY_DEFAULT } from "./fail-on.js";
import { database, failOn, format, list, prices } from "./options.js";
import type { RunOrigin, ViewsOrigin } from "./run-options.js";
import { UsageError } from "./usage-error.js";

/** How the results of a run are written. */
export interface ViewOptions {
  readonly out?: string;
  readonly format?: readonly string[];
  readonly price?: Readonly<Record<string, number>>;
  readonly csvForExcel?: boolean;
  readonly csvPlain?: boolean;
  readonly to?: string;
  readonly failOn?: readonly string[];
  readonly quiet?: boolean;
}

export function viewOptions(command: Command): Command {
  return command
    .option("--format <list>", `${VIEW_FORMATS.join(", ")}; several, or a list (default: ndjson,csv)`, list(format))
    .option("--to <url>", TO, database)
    .option(
      "--price <region=usd>",
      "for the report and for cost: USD of an inference unit for an hour; several, or a list",
      prices,
    )
    .option("--csv-for-excel", "CSV with a byte order mark")
    .option("--csv-plain", "CSV without the apostrophe that keeps a text from being run as a formula")
    .option("--fail-on <list>", `outcomes that make the exit status 3: ${FAIL_ON.join(", ")}, or never`, list(failOn))
    .option("--quiet", "no progress, and no table at the end");
}

/** The help of `--to`. */
export const TO =
  "also into Postgres: postgres://user@host/database, its password in PGPASSWORD; or env for the one in DATABASE_URL";

/** @param before - what the run was begun with: it holds unless an option says otherwise. */
export function viewsOrigin(options: Omit<ViewOptions, "out" | "quiet">, before?: RunOrigin): ViewsOrigin {
  const formats = options.format ?? before?.formats ?? ["ndjson", "csv"];
  for (const flag of ["csvForExcel", "csvPlain"] as const) {
    if (options[flag] === true && !formats.includes("csv")) {
      throw new UsageError(
        `${flag === "csvPlain" ? "--csv-plain" : "--csv-for-excel"} only applies to CSV, and no CSV is written; leave it out, or add csv to --format`,
      );
    }
  }
  const { failOn = before?.failOn ?? FAIL_ON_BY_DEFAULT, price: given = before?.prices } = options;
  return {
    formats: formats as readonly ViewFormat[],
    failOn: failOnIn(failOn),
    csvForExcel: options.csvForExcel ?? before?.csvForExcel ?? false,
    csvPlain: options.csvPlain ?? before?.csvPlain ?? false,
    ...(given === undefined ? {} : { prices: given }),
  };
}

function failOnIn(given: readonly string[]): readonly string[] {
  if (!given.includes("never")) {
    return given;
  }
  if (given.length > 1) {
    throw new UsageError("--fail-on never cannot be combined with an outcome; give it alone, or leave it out");
  }
  return [];
}

/** @throws UsageError if the standard output cannot take the formats. */
export function refuseFormats(out: string, format: readonly string[] = []): void {
  if (out === "-" && new Set(format).size > 1) {
    throw new UsageError("--out - writes one view in one format; give one with --format");
  }
  if (out === "-" && format.includes("html")) {
    throw new UsageError(
      "--out - writes rows, and the html report has none; give a folder with --out, or another --format",
    );
  }
}
