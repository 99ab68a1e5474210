import type { InventoryRow } from "../views/tables/inventory-table.js";

/** What was found, counted. Its memory grows with the different statuses, and not with the rows. */
export interface Found {
  readonly projectCounts: readonly ProjectCount[];
  readonly datasetCounts: readonly DatasetCount[];
  /** Datasets whose creation or update failed. */
  readonly failed: {
    readonly count: number;
    /** The first ten of them; all are in the files. */
    readonly first: readonly InventoryRow[];
  };
}

/** How many projects of a feature are in a status. */
interface ProjectCount {
  readonly feature: string | null;
  readonly status: string | null;
  readonly count: number;
}

/** How many datasets of a type are in a status. */
interface DatasetCount {
  readonly type: string | null;
  readonly status: string | null;
  readonly count: number;
}

/** Counts rows of the inventory. The rows of a project have to follow one another. */
export async function foundIn(rows: AsyncIterable<InventoryRow>): Promise<Found> {
  const projects = new Counts();
  const datasets = new Counts();
  const first: InventoryRow[] = [];
  let failed = 0;
  let project: string | undefined;
  for await (const row of rows) {
    if (row.projectArn !== project) {
      project = row.projectArn;
      projects.add(row.feature, row.projectStatus);
    }
    if (row.datasetArn !== null) {
      datasets.add(row.datasetType, row.datasetStatus);
    }
    if (row.datasetStatus?.endsWith("_FAILED") === true) {
      failed += 1;
      if (first.length < SHOWN) {
        first.push(row);
      }
    }
  }
  return {
    projectCounts: projects.all((feature, status, count) => ({ feature, status, count })),
    datasetCounts: datasets.all((type, status, count) => ({ type, status, count })),
    failed: { count: failed, first },
  };
}

class Counts {
  readonly #counts = new Map<string, { readonly pair: readonly [string | null, string | null]; count: number }>();

  add(...pair: readonly [string | null, string | null]): void {
    const key = JSON.stringify(pair);
    const counted = this.#counts.get(key);
    if (counted === undefined) {
      this.#counts.set(key, { pair, count: 1 });
    } else {
      counted.count += 1;
    }
  }

  all<A>(as: (first: string | null, second: string | null, count: number) => A): readonly A[] {
    return [...this.#counts.values()].map(({ pair, count }) => as(...pair, count));
  }
}

const SHOWN = 10;
