import { join, parse } from "node:path";
import type { WalkEntry } from "../ledger/ledger-entry.js";
import type { Summary } from "../views/summary.js";
import type { InventoryRow } from "../views/tables/inventory-table.js";
import { count, duration, formatted } from "../text/count.js";
import type { Found } from "./found.js";
import type { Lacking } from "../ledger/lacking.js";
import { placeOf } from "../ledger/place-of.js";
import { reasonsIn } from "../ledger/reasons.js";
import { cut } from "../text/cut.js";
import { itemText } from "../text/item-text.js";
import { oneLine } from "../text/one-line.js";
import { placesText } from "../text/places-text.js";
import { type Paint, painter } from "./paint.js";
import { newTable, tableText } from "./plain-table.js";

/** The result of a run, for a person. */
export interface Report {
  readonly summary: Summary;
  readonly found: Found;
  readonly lacking: readonly Lacking[];
  /** The listings of projects of which a page was read, even if they are empty. */
  readonly listings: readonly WalkEntry[];
  readonly pages: number;
  readonly throttles: number;
  /** What this process did for the run; `undefined` if it only read a journal. */
  readonly here: { readonly pages: number; readonly elapsed: number } | undefined;
  /** Where the results are. */
  readonly written: {
    /** The folder. */
    readonly out: string;
    /** The names of its files. */
    readonly names: readonly string[];
    /** What else was written, as the user can name it. */
    readonly others: readonly string[];
  };
}

/** What was found and where it is, in 80 columns, as whole lines. Without colours it has no control characters. */
export function summaryText(report: Report, colors: boolean): string {
  const paint = painter(colors);
  const { summary, found, lacking, written } = report;
  const { projects = 0, datasets = 0, invalid = 0 } = summary.counts;
  const atLeast = summary.outcome === "complete" ? "" : "at least ";
  const blocks = [
    [
      paint("bold", `${atLeast}${count(projects, "project")} and ${count(datasets, "dataset")}${whereOf(report)}`),
      moreText(report),
      effortText(report),
    ]
      .filter((line) => line !== "")
      .join("\n"),
  ];
  if (projects === 0 && summary.targets.expected > 1 && report.listings.length > 0) {
    blocks.push(emptyText(report.listings));
  }
  if (projects > 0) {
    const cells = found.projectCounts.map(({ feature, status, count }) => ({ row: status, column: feature, count }));
    blocks.push(countTable("Projects", cells, PROJECT_STATUSES, FEATURES, paint));
  }
  if (datasets > 0) {
    const cells = found.datasetCounts.map(({ type, status, count }) => ({ row: status, column: type, count }));
    blocks.push(countTable("Datasets", cells, DATASET_STATUSES, DATASET_TYPES, paint));
  }
  if (found.failed.count > 0) {
    blocks.push(failedTable(found.failed, summary.targets.expected > 1, paint));
  }
  const missing = lacking.filter(({ isMissing }) => isMissing);
  if (missing.length > 0) {
    blocks.push(missingText(missing, paint));
  }
  const absent = lacking.filter(({ isMissing }) => !isMissing);
  if (absent.length > 0) {
    blocks.push(absentText(absent));
  }
  if (invalid > 0) {
    const what = `${count(invalid, "record")} could not be read and ${invalid === 1 ? "is" : "are"} in no table`;
    blocks.push(paint("yellow", `${what}; the reasons are in invalid.ndjson`));
  }
  blocks.push(writtenText(written));
  if (written.names.includes(REPORT)) {
    // Last: it is what a person opens next.
    blocks.push(`The report, for a browser:\n  ${oneLine(join(written.out, REPORT))}`);
  }
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

/** `inventory, projects (.ndjson, .csv)`: tables that have the same formats are one item. */
function writtenText({ out, names, others }: Report["written"]): string {
  const formats = new Map<string, string[]>();
  for (const { name, ext } of names.filter((each) => each !== REPORT).map((each) => parse(each))) {
    formats.set(name, [...(formats.get(name) ?? []), ext]);
  }
  const groups = new Map<string, string[]>();
  for (const [name, extensions] of formats) {
    const [only = "", ...more] = extensions;
    const key = more.length === 0 ? "" : `(${extensions.join(", ")})`;
    groups.set(key, [...(groups.get(key) ?? []), more.length === 0 ? `${name}${only}` : name]);
  }
  const items = [
    ...Array.from(groups, ([key, group]) => [group.join(", "), key].filter((part) => part !== "").join(" ")),
    ...others,
  ];
  const title = names.length === 0 ? "Written:" : `Written to ${oneLine(out)}:`;
  return items.length === 0 ? "" : [title, ...items.map((item) => itemText(oneLine(item)))].join("\n");
}

const REPORT = "report.html";

function moreText({ summary: { counts } }: Report): string {
  const { versions, policies, labels, entries, tags } = counts;
  return [
    ...(versions === undefined ? [] : [count(versions, "version")]),
    ...(tags === undefined ? [] : [count(tags, "tag")]),
    ...(policies === undefined ? [] : [count(policies, "policy", "policies")]),
    ...(labels === undefined ? [] : [count(labels, "label")]),
    ...(entries === undefined ? [] : [count(entries, "entry", "entries")]),
  ].join(", ");
}

function effortText({ pages, throttles, here }: Report): string {
  const some = here === undefined || here.pages === pages ? "" : `, ${formatted(here.pages)} of them now`;
  const time = here === undefined ? "" : `${some === "" ? "" : ","} in ${duration(here.elapsed)}`;
  return `${count(pages, "page")}${some}${time}${throttles > 0 ? `, ${count(throttles, "throttle")} survived` : ""}`;
}

function whereOf({ listings, summary: { targets } }: Report): string {
  const [first] = listings;
  if (targets.expected > 1) {
    const found = listings.filter(({ records }) => records > 0);
    return ` in ${formatted(found.length)} of ${formatted(targets.expected)} accounts and regions`;
  }
  if (first === undefined) {
    return "";
  }
  const { accountId, region, target } = first;
  return accountId === null ? ` in ${oneLine(target)}` : ` in ${region}, account ${accountId}`;
}

/**
 * The places that were read, if nothing was found in any of them. It may be the wrong account or region, and the user
 * must see that.
 */
function emptyText(listings: readonly WalkEntry[]): string {
  const shown = listings.slice(0, SHOWN).map((listing) => `  ${oneLine(placeOf(listing))}`);
  const more = listings.length - shown.length;
  return ["Nothing there", ...shown, ...(more > 0 ? [`  ... and ${formatted(more)} more`] : [])].join("\n");
}

/** What is missing, by its reasons and in full: somebody has to do something about it. */
function missingText(missing: readonly Lacking[], paint: Paint): string {
  return [paint("yellow", "Not complete"), ...missingLines(missing, "the ledger has them all")].join("\n");
}

/**
 * What is missing, where, and why: one line per reason, in 80 columns. A word that is longer is not broken.
 *
 * @param elsewhere - where to find what is not shown.
 */
export function missingLines(missing: readonly Lacking[], elsewhere?: string): readonly string[] {
  const reasons = reasonsIn(missing);
  const shown = reasons.slice(0, SHOWN).map(({ outcome, operation, count: number, places, message }) => {
    const what = [
      outcome,
      ...(operation === undefined ? [] : [operation]),
      ...(number > 1 ? [`(${formatted(number)} times)`] : []),
    ];
    const why = oneLine(message);
    return itemText(`${what.join(" ")} in ${placesText(places)}${why === "" ? "" : `: ${why}`}`);
  });
  const more = reasons.length - shown.length;
  const last = `  ... and ${formatted(more)} more${elsewhere === undefined ? "" : `; ${elsewhere}`}`;
  return more > 0 ? [...shown, last] : shown;
}

const SHOWN = 10;

/** Where there is nothing to read. */
function absentText(absent: readonly Lacking[]): string {
  return ["Nothing to be read", ...absentLines(absent)].join("\n");
}

/** Where there is nothing to read, and how often: one line per outcome and operation, in 80 columns. */
export function absentLines(absent: readonly Lacking[]): readonly string[] {
  const groups = new Map<string, { count: number; readonly places: string[] }>();
  for (const { outcome, operation, where, count: number } of absent) {
    const key = operation === undefined ? outcome : `${outcome} ${operation}`;
    const group = groups.get(key) ?? { count: 0, places: [] };
    group.count += number;
    group.places.push(where);
    groups.set(key, group);
  }
  return Array.from(groups, ([what, { count: number, places }]) => {
    const times = number === 1 ? "" : ` (${formatted(number)} times)`;
    const why = what.startsWith("unsupported") ? ": Custom Labels is not offered there" : "";
    return itemText(`${what}${times} in ${placesText(places)}${why}`);
  });
}

interface Cell {
  readonly row: string | null;
  readonly column: string | null;
  readonly count: number;
}

/** A table of counts. Everything that is in no known column is in a column `other`, so that the width is bounded. */
function countTable(
  title: string,
  cells: readonly Cell[],
  knownRows: readonly string[],
  knownColumns: readonly string[],
  paint: Paint,
): string {
  const rows = [...new Set([...knownRows, ...cells.map(({ row }) => row)])].filter((row) =>
    cells.some((cell) => cell.row === row),
  );
  const columns: [label: string, holds: (cell: Cell) => boolean][] = [
    ...knownColumns.map((column): [string, (cell: Cell) => boolean] => [column, (cell) => cell.column === column]),
    ["other", ({ column }) => column === null || !knownColumns.includes(column)],
  ];
  const shown = columns.filter(([, holds]) => cells.some(holds));
  const sum = (holds: (cell: Cell) => boolean): string =>
    formatted(cells.filter(holds).reduce((total, cell) => total + cell.count, 0));

  const table = newTable({ colAligns: ["left", ...shown.map(() => "right" as const), "right"] });
  table.push([title, ...shown.map(([label]) => label), "all"].map((text) => paint("bold", text)));
  for (const row of rows) {
    const label = oneLine(row ?? "(none)").slice(0, 24);
    const values = shown.map(([, holds]) => sum((cell) => cell.row === row && holds(cell)));
    const all = sum((cell) => cell.row === row);
    table.push([row?.endsWith("_FAILED") === true ? paint("red", label) : label, ...values, all]);
  }
  if (rows.length > 1) {
    table.push(["all", ...shown.map(([, holds]) => sum(holds)), sum(() => true)]);
  }
  return tableText(table);
}

function failedTable(failed: Found["failed"], hasPlaces: boolean, paint: Paint): string {
  const table = newTable({ colWidths: hasPlaces ? [28, 6, 40] : [26, 6, 42], wordWrap: true });
  table.push([paint("bold", "Failed"), "", ""]);
  for (const row of failed.first) {
    const where = hasPlaces ? [oneLine(`${row.accountId} ${row.region}`)] : [];
    const name = [oneLine(row.projectName), ...where].join("\n");
    table.push([name, oneLine(row.datasetType ?? ""), messageOf(row)]);
  }
  const more = failed.count - failed.first.length;
  return tableText(table) + (more > 0 ? `\n  ... and ${formatted(more)} more; the files have them all` : "");
}

function messageOf({ datasetStatus, datasetStatusMessage }: InventoryRow): string {
  const message = oneLine(datasetStatusMessage ?? "");
  const status = oneLine(datasetStatus ?? "");
  return cut(message === "" ? status : `${status}: ${message}`, 200);
}

const PROJECT_STATUSES = ["CREATED", "CREATING", "DELETING"];
const FEATURES = ["CUSTOM_LABELS", "CONTENT_MODERATION"];
const DATASET_TYPES = ["TRAIN", "TEST"];
const DATASET_STATUSES = [
  "CREATE_COMPLETE",
  "UPDATE_COMPLETE",
  "CREATE_IN_PROGRESS",
  "UPDATE_IN_PROGRESS",
  "DELETE_IN_PROGRESS",
  "CREATE_FAILED",
  "UPDATE_FAILED",
];
