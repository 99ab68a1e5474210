import type { Operation } from "../crawl/operation.js";
import type { LedgerEntry } from "./ledger-entry.js";

/**
 * The walks of a ledger that are complete. Of what they would list, and of nothing else, it is known that it is not there
 * if it was not seen.
 */
export class CompleteWalks {
  readonly #regions = new Map<string, Set<string>>();
  readonly #parents = new Map<Operation, Set<string>>();

  constructor(entries: readonly LedgerEntry[]) {
    for (const entry of entries) {
      if (entry._tag !== "Walk" || entry.outcome !== "complete") {
        continue;
      }
      const { operation, parentArn, accountId, region } = entry;
      if (parentArn !== null) {
        add(this.#parents, operation, parentArn);
      } else if (accountId !== null) {
        // A listing of nobody knows which account says nothing of any.
        add(this.#regions, accountId, region);
      }
    }
  }

  /** Accounts and regions whose projects, and their datasets, are listed. */
  get places(): readonly ListedPlace[] {
    return [...this.#regions].flatMap(([accountId, regions]) =>
      Array.from(regions, (region) => ({ accountId, region })),
    );
  }

  /** What an operation was asked about. */
  parentsOf(operation: Operation): readonly string[] {
    return [...(this.#parents.get(operation) ?? [])];
  }

  /** Whether the projects of an account and region are listed, by whichever target. */
  hasPlace({ accountId, region }: ListedPlace): boolean {
    return this.#regions.get(accountId)?.has(region) === true;
  }

  has(operation: Operation, parentArn: string): boolean {
    return this.#parents.get(operation)?.has(parentArn) === true;
  }
}

interface ListedPlace {
  readonly accountId: string;
  readonly region: string;
}

function add<Key>(sets: Map<Key, Set<string>>, key: Key, value: string): void {
  const set = sets.get(key);
  if (set === undefined) {
    sets.set(key, new Set([value]));
  } else {
    set.add(value);
  }
}
