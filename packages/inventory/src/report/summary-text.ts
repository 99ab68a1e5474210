import { styleText } from "node:util";
import Table from "cli-table3";
import type { InventorySummary } from "../inventory/inventory-summary.js";
import type { InventoryRow } from "../rows/inventory-row.js";
import { count, duration, formatted } from "./count.js";
import { oneLine } from "./one-line.js";

/**
 * What was found and where it is, in 80 columns, as whole lines. Without colours it has no control characters.
 *
 * @param elapsed - milliseconds
 */
export function summaryText(summary: InventorySummary, elapsed: number, colors: boolean): string {
  const paint = painter(colors);
  const { projects, datasets, failed, files } = summary;
  const blocks = [
    [
      paint("bold", `${count(projects, "project")} and ${count(datasets, "dataset")}${whereOf(summary)}`),
      [
        `${count(summary.pages, "page")} in ${duration(elapsed)}`,
        ...(summary.throttles > 0 ? [`${count(summary.throttles, "throttle")} survived`] : []),
        ...(summary.faults > 0 ? [`${count(summary.faults, "passing fault")} survived`] : []),
      ].join(", "),
    ].join("\n"),
  ];
  if (projects > 0) {
    const cells = summary.projectCounts.map(({ feature, status, count }) => ({ row: status, column: feature, count }));
    blocks.push(countTable("Projects", cells, PROJECT_STATUSES, FEATURES, paint));
  }
  if (datasets > 0) {
    const cells = summary.datasetCounts.map(({ type, status, count }) => ({ row: status, column: type, count }));
    blocks.push(countTable("Datasets", cells, DATASET_STATUSES, DATASET_TYPES, paint));
  }
  if (failed.count > 0) {
    blocks.push(failedTable(failed, paint));
  }
  if (summary.unknownValues.length > 0) {
    const values = summary.unknownValues.map((value) => cut(oneLine(value), 70)).join(", ");
    blocks.push(paint("yellow", wrapped(`Values that this version does not know, kept as they came: ${values}`)));
  }
  if (files.invalid !== undefined) {
    const what = `${count(summary.invalid, "project")} could not be read and ${summary.invalid === 1 ? "is" : "are"}`;
    blocks.push(paint("yellow", `${what} not in the inventory; the reasons are in\n  ${files.invalid}`));
  }
  blocks.push(`${count(files.rows, "row")}, one a dataset, in\n  ${files.ndjson}\n  ${files.csv}`);
  return `${blocks.join("\n\n")}\n`;
}

function whereOf({ places }: InventorySummary): string {
  const [first, ...others] = places;
  if (first === undefined) {
    return "";
  }
  return others.length === 0
    ? ` in ${first.region}, account ${first.account}`
    : ` in ${places.length} accounts and regions`;
}

interface Cell {
  readonly row: string | null;
  readonly column: string | null;
  readonly count: number;
}

/** A table of counts. What is in none of the known columns is in one of its own, so that its width is bounded. */
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
  return textOf(table);
}

function failedTable(failed: InventorySummary["failed"], paint: Paint): string {
  const table = newTable({ colWidths: [26, 6, 44], wordWrap: true });
  table.push([paint("bold", "Failed"), "", ""]);
  for (const row of failed.first) {
    table.push([oneLine(row.projectName), oneLine(row.datasetType ?? ""), messageOf(row)]);
  }
  const more = failed.count - failed.first.length;
  return textOf(table) + (more > 0 ? `\n  ... and ${formatted(more)} more; the files have them all` : "");
}

function messageOf({ datasetStatus, datasetStatusMessage }: InventoryRow): string {
  const message = oneLine(datasetStatusMessage ?? "");
  const status = oneLine(datasetStatus ?? "");
  return cut(message === "" ? status : `${status}: ${message}`, 200);
}

/** Columns of text, two spaces apart, without lines around them: fit for a terminal, a log and a mail. */
function newTable(options: Partial<Table.TableConstructorOptions>): Table.Table {
  return new Table({
    ...options,
    chars: NO_LINES,
    // Its own colours do not know of the stream that they are for.
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
}

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "  ",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

function textOf(table: Table.Table): string {
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** Broken at spaces, where there are some, to fit 80 columns. */
function wrapped(text: string): string {
  return text.replaceAll(/(.{1,80})(?: +|$)/g, "$1\n").trimEnd();
}

type Paint = (style: "bold" | "red" | "yellow", text: string) => string;

function painter(colors: boolean): Paint {
  // The stream has been asked already, and it need not be the one that styleText would ask.
  return (style, text) => (colors ? styleText(style, text, { validateStream: false }) : text);
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
