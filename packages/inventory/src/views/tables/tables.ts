import type { Depth } from "../../crawl/depth.js";
import { type DatasetRow, datasetsTable } from "./datasets-table.js";
import { entriesTable, type EntryRow } from "./entries-table.js";
import { type InventoryRow, inventoryTable } from "./inventory-table.js";
import { type LabelRow, labelsTable } from "./labels-table.js";
import { type LedgerRow, ledgerTable } from "./ledger-table.js";
import { policiesTable, type PolicyRow } from "./policies-table.js";
import { type ProjectRow, projectsTable } from "./projects-table.js";
import type { RecordTable, Table } from "./table.js";
import { type TagRow, tagsTable } from "./tags-table.js";
import { type VersionRow, versionsTable } from "./versions-table.js";

/** The rows of each table of records. */
export interface RecordRows {
  readonly inventory: InventoryRow;
  readonly projects: ProjectRow;
  readonly datasets: DatasetRow;
  readonly versions: VersionRow;
  readonly policies: PolicyRow;
  readonly labels: LabelRow;
  readonly entries: EntryRow;
  readonly tags: TagRow;
}

/** The rows of each table. */
export interface TableRows extends RecordRows {
  readonly ledger: LedgerRow;
}

/** The name of a table. */
export type TableName = keyof TableRows;

export const recordTables: { readonly [Name in keyof RecordRows]: RecordTable<RecordRows[Name]> } = {
  inventory: inventoryTable,
  projects: projectsTable,
  datasets: datasetsTable,
  versions: versionsTable,
  policies: policiesTable,
  labels: labelsTable,
  entries: entriesTable,
  tags: tagsTable,
};

export const tables: { readonly [Name in TableName]: Table<TableRows[Name]> } = {
  ...recordTables,
  ledger: ledgerTable,
};

/**
 * Which tables of records a run fills, in their order. A table that the run did not ask for is left out: it is not an
 * empty one.
 */
export function recordTablesOf(depth: readonly Depth[]): readonly (keyof RecordRows)[] {
  const asked = new Set<keyof RecordRows>(ALWAYS.concat(depth.flatMap((each) => FILLED_BY[each])));
  return (Object.keys(recordTables) as (keyof RecordRows)[]).filter((name) => asked.has(name));
}

const ALWAYS: readonly (keyof RecordRows)[] = ["inventory", "projects", "datasets"];

const FILLED_BY: Readonly<Record<Depth, readonly (keyof RecordRows)[]>> = {
  projects: [],
  datasets: ["labels"],
  versions: ["versions", "tags"],
  usage: ["versions"],
  policies: ["policies"],
  entries: ["entries"],
};
