import type { InventoryRow } from "../rows/inventory-row.js";
import type { InventoryProgress } from "./inventory-progress.js";
import type { InventoryFiles, InventorySummary } from "./inventory-summary.js";

/** Counts as the walk goes. Its memory grows with the different statuses, and not with the rows. */
export class Tally {
  #pages = 0;
  #datasets = 0;
  #invalid = 0;
  #throttles = 0;
  #faults = 0;
  #failedCount = 0;
  readonly #firstFailed: InventoryRow[] = [];
  readonly #projectCounts = new Counter<[feature: string | null, status: string | null]>();
  readonly #datasetCounts = new Counter<[type: string | null, status: string | null]>();
  readonly #places = new Counter<[account: string, region: string]>();
  readonly #unknownValues = new Set<string>();
  #lastProject: string | undefined;

  page(rows: readonly InventoryRow[], invalid: number): void {
    this.#pages += 1;
    this.#invalid += invalid;
    for (const row of rows) {
      this.#row(row);
    }
  }

  retry(reason: "throttled" | "transient"): void {
    if (reason === "throttled") {
      this.#throttles += 1;
    } else {
      this.#faults += 1;
    }
  }

  unknownValue(value: string): void {
    // A list to read, not a protocol: an account full of news is told of by the first of them.
    if (this.#unknownValues.size < 10) {
      this.#unknownValues.add(value);
    }
  }

  progress(): InventoryProgress {
    return {
      pages: this.#pages,
      projects: this.#projectCounts.total,
      datasets: this.#datasets,
      invalid: this.#invalid,
      throttles: this.#throttles,
      faults: this.#faults,
    };
  }

  summary(files: InventoryFiles): InventorySummary {
    return {
      ...this.progress(),
      places: this.#places.entries().map(([[account, region]]) => ({ account, region })),
      projectCounts: this.#projectCounts.entries().map(([[feature, status], count]) => ({ feature, status, count })),
      datasetCounts: this.#datasetCounts.entries().map(([[type, status], count]) => ({ type, status, count })),
      failed: { count: this.#failedCount, first: this.#firstFailed },
      unknownValues: [...this.#unknownValues],
      files,
    };
  }

  #row(row: InventoryRow): void {
    // The rows of a project stand together.
    if (row.projectArn !== this.#lastProject) {
      this.#lastProject = row.projectArn;
      this.#projectCounts.add([row.feature, row.projectStatus]);
      this.#places.add([row.account, row.region]);
    }
    if (row.datasetArn !== null) {
      this.#datasets += 1;
      this.#datasetCounts.add([row.datasetType, row.datasetStatus]);
      if (row.datasetStatus?.endsWith("_FAILED") === true) {
        this.#failedCount += 1;
        if (this.#firstFailed.length < 10) {
          this.#firstFailed.push(row);
        }
      }
    }
  }
}

class Counter<Key extends readonly (string | null)[]> {
  readonly #counts = new Map<string, number>();
  total = 0;

  add(key: Key): void {
    const text = JSON.stringify(key);
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
    this.total += 1;
  }

  entries(): (readonly [key: Key, count: number])[] {
    return [...this.#counts].map(([text, count]) => [JSON.parse(text) as Key, count]);
  }
}
