import type { LedgerEntry } from "../../src/ledger/ledger-entry.js";
import type { ListedTable } from "../../src/views/tables/listed-by.js";
import type { Seen } from "./model-views.js";

/** A change as a plain object. */
export interface PlainChange {
  readonly _tag: "Added" | "Changed" | "Found" | "Removed";
  readonly table: ListedTable;
  readonly key: readonly unknown[];
  readonly row: PlainRow;
  readonly previous?: PlainRow;
  readonly fields?: readonly string[];
}

export type PlainRow = Readonly<Record<string, unknown>>;

/** A mistake that somebody could make. */
export type ChangesMistake =
  | "compares statistics that nobody asked for"
  | "compares when it was seen"
  | "leaves children behind"
  | "removes what it did not look at"
  | "takes what is found for new";

/**
 * What has changed between two runs, by their views, as plainly as it can be said.
 *
 * With a mistake it is a broken twin, which the laws have to find.
 */
export function modelChanges(before: Seen, after: Seen, mistake?: ChangesMistake): readonly PlainChange[] {
  /** Whether a row that only one run has is known not to be in the other. */
  const isGone = (table: ListedTable, row: PlainRow, has: Seen, other: Seen): boolean => {
    if (isListed(other, table, row) || (mistake === "removes what it did not look at" && other === after)) {
      return true;
    }
    const parentTable = TABLES[table].parent;
    const parent = parentTable === null ? undefined : rowsOf(has, parentTable).get(keyText([parentArnOf(table, row)]));
    return (
      parentTable !== null &&
      parent !== undefined &&
      mistake !== "leaves children behind" &&
      !rowsOf(other, parentTable).has(keyText(keyOf(parentTable, parent))) &&
      isGone(parentTable, parent, has, other)
    );
  };
  const fieldsOf = (previous: PlainRow, row: PlainRow): readonly string[] =>
    Object.keys(row).filter(
      (member) =>
        row[member] !== previous[member] &&
        (isCompared(member, row, [before, after]) ||
          (mistake === "compares when it was seen" && member === "seenAt") ||
          (mistake === "compares statistics that nobody asked for" && STATISTICS.has(member))),
    );

  return LISTED.flatMap((table) => {
    const [old, found] = [rowsOf(before, table), rowsOf(after, table)];
    return [...new Set([...old.keys(), ...found.keys()])].toSorted().flatMap((text): readonly PlainChange[] => {
      const [previous, row] = [old.get(text), found.get(text)];
      const key = keyOf(table, row ?? previous ?? {});
      if (row === undefined) {
        return previous !== undefined && isGone(table, previous, before, after)
          ? [{ _tag: "Removed", table, key, row: previous }]
          : [];
      }
      if (previous === undefined) {
        const isNew = mistake === "takes what is found for new" || isGone(table, row, after, before);
        return [{ _tag: isNew ? "Added" : "Found", table, key, row }];
      }
      const fields = fieldsOf(previous, row);
      return fields.length === 0 ? [] : [{ _tag: "Changed", table, key, row, previous, fields }];
    });
  });
}

/** Whether a walk came to its end that would have listed a row. */
export function isListed({ ledger }: Seen, table: ListedTable, row: PlainRow): boolean {
  const { operation } = TABLES[table];
  return ledger.some(
    (entry) =>
      isComplete(entry, operation) &&
      (operation === "DescribeProjects"
        ? entry.accountId === row["accountId"] && entry.region === row["region"]
        : "parentArn" in entry && entry.parentArn === parentArnOf(table, row)),
  );
}

/** Whether two runs can be compared by a member of a row. */
export function isCompared(member: string, row: PlainRow, runs: readonly Seen[]): boolean {
  return STATISTICS.has(member)
    ? runs.every(({ ledger }) =>
        ledger.some(
          (entry) => isComplete(entry, "DescribeDataset") && "parentArn" in entry && entry.parentArn === row["arn"],
        ),
      )
    : !SAID_OF_THE_RUN.has(member);
}

/** Of a table, by their keys; of those with one key the last. */
export function rowsOf({ tables }: Seen, table: ListedTable): Map<string, PlainRow> {
  return new Map((tables[table] as readonly PlainRow[]).map((row) => [keyText(keyOf(table, row)), row]));
}

/** Has the order of the keys: nothing in them is below a space. */
export function keyText(key: readonly unknown[]): string {
  return key.join("\n");
}

export function parentArnOf(table: ListedTable, row: PlainRow): unknown {
  const { parent, arn } = TABLES[table];
  return parent === null ? undefined : row[arn];
}

function keyOf(table: ListedTable, row: PlainRow): readonly unknown[] {
  return TABLES[table].key.map((member) => row[member]);
}

function isComplete(entry: LedgerEntry, operation: string): boolean {
  return entry._tag === "Walk" && entry.operation === operation && entry.outcome === "complete";
}

const STATISTICS: ReadonlySet<string> = new Set([
  "lastUpdatedTimestamp",
  "totalEntries",
  "labeledEntries",
  "totalLabels",
  "errorEntries",
]);

interface PlainTable {
  readonly key: readonly string[];
  readonly operation: string;
  readonly parent: "datasets" | "projects" | "versions" | null;
  /** The member that has the parent's ARN. */
  readonly arn: string;
}

const TABLES: Readonly<Record<ListedTable, PlainTable>> = {
  projects: { key: ["arn"], operation: "DescribeProjects", parent: null, arn: "" },
  datasets: { key: ["arn"], operation: "DescribeProjects", parent: "projects", arn: "projectArn" },
  versions: { key: ["arn"], operation: "DescribeProjectVersions", parent: "projects", arn: "projectArn" },
  policies: {
    key: ["projectArn", "name"],
    operation: "ListProjectPolicies",
    parent: "projects",
    arn: "projectArn",
  },
  labels: { key: ["datasetArn", "name"], operation: "ListDatasetLabels", parent: "datasets", arn: "datasetArn" },
  entries: {
    key: ["datasetArn", "sourceRef"],
    operation: "ListDatasetEntries",
    parent: "datasets",
    arn: "datasetArn",
  },
  tags: { key: ["versionArn", "key"], operation: "ListTagsForResource", parent: "versions", arn: "versionArn" },
};

const LISTED = Object.keys(TABLES) as ListedTable[];

/** The table of what the rows of a table belong to. */
export function parentOf(table: ListedTable): PlainTable["parent"] {
  return TABLES[table].parent;
}

/** What no row is another for: what is said of the run alone, and what CloudWatch says. */
const SAID_OF_THE_RUN: ReadonlySet<string> = new Set([
  "runId",
  "runStartedAt",
  "seenAt",
  "inServiceSince",
  "unitsInService",
  "inServiceUnitHours",
]);
