import type { Operation } from "../crawl/operation.js";
import type { LedgerEntry, WalkEntry } from "./ledger-entry.js";

/**
 * The walks of a ledger that are complete. Something that such a walk would list, and has not listed, is known to be
 * absent. Nothing else is.
 */
export class CompleteWalks {
  readonly #regions = new Map<string, Set<string>>();
  readonly #parents = new Map<Operation, Set<string>>();

  constructor(walks: readonly CompleteWalk[]) {
    for (const { operation, parentArn, accountId, region } of walks) {
      if (parentArn !== null) {
        add(this.#parents, operation, parentArn);
      } else if (accountId !== null) {
        // A listing of an unknown account does not prove anything about any account.
        add(this.#regions, accountId, region);
      }
    }
  }

  static of(entries: readonly LedgerEntry[]): CompleteWalks {
    return new CompleteWalks(
      entries.flatMap((each) => (each._tag === "Walk" && each.outcome === "complete" ? each : [])),
    );
  }

  /** The complete walks of both. */
  static union(a: CompleteWalks, b: CompleteWalks): CompleteWalks {
    return new CompleteWalks([...a.#walks(), ...b.#walks()]);
  }

  #walks(): readonly CompleteWalk[] {
    const listings = this.places.map((place) => ({
      ...place,
      operation: "DescribeProjects" as const,
      parentArn: null,
    }));
    const others = [...this.#parents].flatMap(([operation, arns]) =>
      Array.from(arns, (parentArn) => ({ operation, parentArn, accountId: null, region: "" })),
    );
    return [...listings, ...others];
  }

  /** Accounts and regions whose projects, and their datasets, are listed. */
  get places(): readonly ListedPlace[] {
    return [...this.#regions].flatMap(([accountId, regions]) =>
      Array.from(regions, (region) => ({ accountId, region })),
    );
  }

  /** Whether any walk of an operation that asks about a parent is complete. */
  hasAny(operation: Operation): boolean {
    return (this.#parents.get(operation)?.size ?? 0) > 0;
  }

  /** The parents about which an operation has a complete walk. */
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

/** What is needed of a complete walk. */
export type CompleteWalk = Pick<WalkEntry, "accountId" | "operation" | "parentArn" | "region">;

/** An account and a region whose projects are listed. */
export interface ListedPlace {
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
