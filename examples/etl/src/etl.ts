import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { limiterRegistry, pacedByQuota, tokenBucket } from "@rekognition-rx/operators";
import { load } from "./load.js";
import { Metrics } from "./metrics.js";
import { Warehouse } from "./warehouse/warehouse.js";
import { walkEntries } from "./walks/walk-entries.js";
import { walkProjects } from "./walks/walk-projects.js";
import { walkVersions } from "./walks/walk-versions.js";

/** The options of one run. */
export interface EtlOptions {
  readonly client: RekognitionClient;
  readonly accountId: string;
  readonly region: string;
  readonly connectionString: string;
  /** Requests per second for each operation. @defaultValue the documented quota: 5 */
  readonly ratePerSecond?: number | undefined;
  /** Items per page. @defaultValue the service's: 100 */
  readonly pageSize?: number | undefined;
  /** Forgets the positions of the walks, so that they begin again: rows are updated, and rows of what is gone are deleted. */
  readonly again?: boolean | undefined;
  /** Ends the run; what is committed stays. */
  readonly signal?: AbortSignal | undefined;
  /** Makes the warehouse, for callers that use a class derived from it. @defaultValue makes a {@link Warehouse} */
  readonly openWarehouse?: ((connectionString: string) => Warehouse) | undefined;
}

/** The result of a run. */
export interface EtlOutcome {
  readonly metrics: Metrics;
  /** How many dead letters are in the table, with those of earlier runs. */
  readonly deadLetters: number;
}

/**
 * Loads the projects, versions and dataset entries of one account and region into Postgres. If an earlier run has stopped, it
 * goes on from there.
 *
 * Rejects with a `WarehouseError`, a `ListingError`, or the signal's reason: what is committed stays, and the next run
 * goes on from there.
 */
export async function etl(options: EtlOptions): Promise<EtlOutcome> {
  const { client, accountId, region, connectionString, ratePerSecond, pageSize, again = false } = options;
  const { openWarehouse = (url: string) => new Warehouse(url) } = options;
  const metrics = new Metrics();
  // The walks use different operations, and each operation has its own quota: they run side by side. If one fails, all end.
  const failure = new AbortController();
  const signal = AbortSignal.any([failure.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const registry = limiterRegistry(ratePerSecond === undefined ? undefined : () => tokenBucket({ ratePerSecond }));
  const perRequest = pacedByQuota(
    { account: accountId, region },
    { registry, onRetry: ({ reason }) => (metrics.throttles += reason === "throttled" ? 1 : 0) },
  );
  const warehouse = openWarehouse(connectionString);
  try {
    await warehouse.open();
    if (again) {
      await warehouse.forget({ accountId, region });
    }
    const config = { client, accountId, region, pageSize, perRequest, warehouse, metrics, signal };
    const walks = [load(walkProjects, config), load(walkVersions, config), load(walkEntries, config)];
    try {
      await Promise.all(walks);
    } catch (error) {
      failure.abort(error);
      await Promise.allSettled(walks);
      throw error;
    }
    await warehouse.deleteGone({ accountId, region });
    return { metrics, deadLetters: await warehouse.deadLetters({ accountId, region }) };
  } finally {
    await warehouse.close();
  }
}
