import type { InventoryRow } from "../rows/inventory-row.js";
import type { InventoryProgress } from "./inventory-progress.js";

/** What an inventory found, and where it is. */
export interface InventorySummary extends InventoryProgress {
  /** Where the projects are; one entry for an account and region, none where there was no project. */
  readonly places: readonly { readonly account: string; readonly region: string }[];
  readonly projectCounts: readonly ProjectCount[];
  readonly datasetCounts: readonly DatasetCount[];
  /** Datasets whose creation or update failed. */
  readonly failed: {
    readonly count: number;
    /** The first ten of them; all are in the files. */
    readonly first: readonly InventoryRow[];
  };
  /** Values of AWS's enums that this version does not know; they stand in the rows as they came. */
  readonly unknownValues: readonly string[];
  readonly files: InventoryFiles;
}

/** The files of an inventory. */
export interface InventoryFiles {
  readonly ndjson: string;
  readonly csv: string;
  /** The projects that could not be decoded; there is none if all could. */
  readonly invalid?: string | undefined;
  /** Rows in `ndjson`, and in `csv` below its header. */
  readonly rows: number;
}

/** How many projects of a feature are in a status. */
export interface ProjectCount {
  readonly feature: string | null;
  readonly status: string | null;
  readonly count: number;
}

/** How many datasets of a type are in a status. */
export interface DatasetCount {
  readonly type: string | null;
  readonly status: string | null;
  readonly count: number;
}
