import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Journal } from "../journal/journal.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import type { Ledger } from "../ledger/ledger.js";
import { csvFormat, type CsvOptions } from "./csv-format.js";
import { FileSet, type GrowingFile } from "./file-set.js";
import { takeFolder } from "./folder-lock.js";
import { invalidLine, invalidRows } from "./invalid-row.js";
import { ndjsonFormat } from "./ndjson-format.js";
import { parquetFormat } from "./parquet-format.js";
import { type ReportOptions, ReportView } from "./report/report-view.js";
import { NO_HISTORY, type RunHistory } from "./report/run-history.js";
import { type ShownStep, shownSteps } from "./shown-steps.js";
import { type Counts, type Summary, type SummaryOptions, summaryOf, summaryText } from "./summary.js";
import type { TableFormat, TableWriter } from "./table-format.js";
import { ledgerRow, ledgerTable } from "./tables/ledger-table.js";
import type { RecordTable, Table } from "./tables/table.js";
import { type RecordRows, recordTables, recordTablesOf, type TableName, tables } from "./tables/tables.js";

/** A format of the tables; `html` is one report about all of them. */
export type ViewFormat = "csv" | "html" | "ndjson" | "parquet";

export const VIEW_FORMATS: readonly ViewFormat[] = ["ndjson", "csv", "parquet", "html"];

const BY_DEFAULT: readonly ViewFormat[] = ["ndjson", "csv"];

/** The options of {@link writeViews}. */
export interface WriteViewsOptions extends CsvOptions, ReportOptions, SummaryOptions {
  /** The folder; it is made if there is none. */
  readonly out: string;
  /** The formats to write. @defaultValue `["ndjson", "csv"]` */
  readonly formats?: readonly ViewFormat[] | undefined;
  /** Aborting it ends the writing with the signal's reason, as long as nothing is published. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes the content of a journal as files: each table that its run asked for, and `ledger`, in every format;
 * `report.html` for the format `html`; `invalid.ndjson` if something could not be read; and `summary.json`.
 *
 * All or nothing: the files get their names when all are written, `summary.json` last. If that fails or is aborted, the
 * files of an earlier run stay as they were, and no temporary file is left. If the `summary.json` of an earlier run
 * names files that this run does not write, they are removed: an old `labels.csv` beside a new `inventory.csv` would be
 * taken for this run's. Files are for their owner alone, and so is the folder if it is made here.
 *
 * Reads the journal once for its ledger and once for all files. Memory grows with the walks and not with the records.
 * The same journal and options give the same bytes.
 *
 * Two calls that publish in one folder take turns: each leaves there only the files of its own run.
 *
 * Rejects with an `OutputError` whose `path` is the file or folder that could not be written, with the signal's reason,
 * with the errors of the streams of `viewsOf`, and with a `JournalError` if another process has the folder for half a
 * minute.
 *
 * @example
 * ```ts
 * import { fileJournal, writeViews } from "@rekognition-rx/inventory";
 *
 * const journal = fileJournal("out/runs/20261125T135627Z-4f2a.journal");
 * const { outcome, counts } = await writeViews(journal, { out: "out", formats: ["csv"] });
 * console.log(`${outcome}: ${counts.projects} projects`);
 * ```
 */
export function writeViews(journal: Journal, options: WriteViewsOptions): Promise<Summary> {
  return writeViewsWith(journal, () => ledgerOf(journal), options);
}

/** The same, with a ledger that the caller may have already: to fold a large journal takes as long as to read it. */
export async function writeViewsWith(
  journal: Journal,
  fold: () => Promise<Ledger>,
  options: WriteViewsOptions,
  history: () => Promise<RunHistory> = () => Promise.resolve(NO_HISTORY),
): Promise<Summary> {
  const { out, formats = BY_DEFAULT, signal } = options;
  const tableFormats = [...new Set(formats)]
    .filter((format) => format !== "html")
    .map((format) => tableFormatOf(format, options));
  signal?.throwIfAborted();
  // Made before the journal is read, which may take a while.
  const files = await FileSet.open(out);
  try {
    const ledger = await fold();
    const outputs = new Outputs(files, tableFormats);
    await outputs.open(ledger);
    const report = formats.includes("html") ? await ReportView.open(ledger, options, await history()) : undefined;
    for await (const shown of shownSteps(journal, ledger)) {
      signal?.throwIfAborted();
      report?.add(shown);
      await outputs.write(shown);
    }
    await outputs.end();
    const reportFile = report === undefined ? undefined : await outputs.create(REPORT);
    const summary = summaryOf(ledger, outputs.counts, outputs.files, options);
    await reportFile?.write(report?.text(summary) ?? "");
    const file = await files.create(SUMMARY);
    await file.write(summaryText(summary));
    const lock = await takeFolder(out, signal);
    try {
      for (const name of [INVALID, ...(await filesOfEarlierRun(out))].filter((each) => !outputs.files.includes(each))) {
        files.remove(name);
      }
      signal?.throwIfAborted();
      await files.publish({ last: SUMMARY });
    } finally {
      await lock.release().catch(ignore);
    }
    return summary;
  } catch (error) {
    await files.discard();
    throw error;
  }
}

function ignore(): void {}

const SUMMARY = "summary.json";
const INVALID = "invalid.ndjson";
const REPORT = "report.html";
const TABLE_FORMATS = VIEW_FORMATS.filter((format) => format !== "html");
/** The files that a run can be asked for, in every format. */
const ASKED_FILES = [
  ...Object.keys(tables).flatMap((name) => TABLE_FORMATS.map((format) => `${name}.${format}`)),
  REPORT,
];

/** Every name that a file of views may have. */
export const VIEW_FILES: readonly string[] = [...ASKED_FILES, INVALID, SUMMARY];

export function tableFormatOf(format: Exclude<ViewFormat, "html">, options: CsvOptions): TableFormat {
  switch (format) {
    case "ndjson":
      return ndjsonFormat;
    case "csv":
      return csvFormat(options);
    case "parquet":
      return parquetFormat;
    default:
      throw new TypeError(
        `views cannot be written as ${JSON.stringify(format)}; the formats are ${VIEW_FORMATS.join(", ")}`,
      );
  }
}

/** The files of all tables of a run. They are written as the steps of the run come. */
class Outputs {
  readonly files: string[] = [];
  readonly #set: FileSet;
  readonly #formats: readonly TableFormat[];
  readonly #counts = new Map<TableName | "invalid", number>();
  readonly #ends: (() => Promise<void>)[] = [];
  readonly #take: ((shown: ShownStep) => Promise<void>)[] = [];
  #invalid: GrowingFile | undefined;

  constructor(set: FileSet, formats: readonly TableFormat[]) {
    this.#set = set;
    this.#formats = formats;
  }

  get counts(): Counts {
    return Object.fromEntries(this.#counts);
  }

  async open(ledger: Ledger): Promise<void> {
    for (const name of recordTablesOf(ledger.run.options.depth)) {
      await this.#openRecords(name);
    }
    const write = await this.#openTable("ledger", ledgerTable);
    await write(ledger.entries.map(ledgerRow));
    this.#counts.set("invalid", 0);
  }

  async write(shown: ShownStep): Promise<void> {
    for (const take of this.#take) {
      await take(shown);
    }
    const invalid = invalidRows(shown);
    if (invalid.length > 0) {
      this.#invalid ??= await this.create(INVALID);
      this.#count("invalid", invalid.length);
      await this.#invalid.write(invalid.map(invalidLine).join(""));
    }
  }

  async create(name: string): Promise<GrowingFile> {
    const file = await this.#set.create(name);
    this.files.push(name);
    return file;
  }

  /** Writes what the formats have kept back. */
  async end(): Promise<void> {
    for (const end of this.#ends) {
      await end();
    }
  }

  async #openRecords(name: keyof RecordRows): Promise<void> {
    const table: RecordTable<object> = recordTables[name];
    const write = await this.#openTable(name, table);
    this.#take.push(({ step, found }) => write(step.records.flatMap((record) => table.rowsOf(record, found))));
  }

  async #openTable<Row>(name: TableName, table: Table<Row>): Promise<(rows: readonly Row[]) => Promise<void>> {
    const writers: TableWriter<Row>[] = [];
    for (const format of this.#formats) {
      const writer = await format.begin(table, await this.create(`${name}.${format.extension}`));
      writers.push(writer);
      this.#ends.push(() => writer.end());
    }
    this.#counts.set(name, 0);
    return async (rows) => {
      if (rows.length > 0) {
        this.#count(name, rows.length);
        for (const writer of writers) {
          await writer.write(rows);
        }
      }
    };
  }

  #count(name: TableName | "invalid", more: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + more);
  }
}

/** Files that the `summary.json` in a folder names, if their names are ours: no other text becomes a path. */
async function filesOfEarlierRun(out: string): Promise<readonly string[]> {
  const text = await readFile(join(out, SUMMARY), "utf8").catch(() => "");
  const named = namesIn(text);
  return ASKED_FILES.filter((name) => named.includes(name));
}

function namesIn(text: string): readonly unknown[] {
  try {
    const summary: unknown = JSON.parse(text);
    const files: unknown = typeof summary === "object" && summary !== null && "files" in summary ? summary.files : [];
    return Array.isArray(files) ? files : [];
  } catch {
    return [];
  }
}
