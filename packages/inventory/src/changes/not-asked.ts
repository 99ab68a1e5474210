import type { CompleteWalks, ListedPlace } from "../ledger/complete-walks.js";
import type { Ledger } from "../ledger/ledger.js";
import { listedBy, type ListedTable } from "../views/tables/listed-by.js";
import { recordTablesOf } from "../views/tables/tables.js";

/**
 * What an earlier run has read completely and a later one did not ask for. It is not known whether that has changed.
 */
export interface NotAsked {
  readonly places: readonly ListedPlace[];
  readonly tables: readonly ListedTable[];
}

/** @param tables - the tables that are compared. */
export function notAsked(before: CompleteWalks, { run, entries }: Ledger, tables: readonly ListedTable[]): NotAsked {
  const asked = new Set(entries.map(({ accountId, region }) => placeKey(accountId, region)));
  const filled: readonly string[] = recordTablesOf(run.options.depth);
  return {
    places: before.places.filter(({ accountId, region }) => !asked.has(placeKey(accountId, region))),
    tables: tables.filter((table) => before.hasAny(listedBy[table].operation) && !filled.includes(table)),
  };
}

function placeKey(accountId: string | null, region: string | null): string {
  return `${accountId} ${region}`;
}
