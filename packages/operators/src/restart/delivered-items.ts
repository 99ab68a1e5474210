import type { CarriedOver } from "@rekognition-rx/core";

/**
 * What a walk has delivered, so that it can begin again without delivering anything twice.
 *
 * Items are counted, not only remembered: if two items of one list have the same key, both are delivered, and after a
 * restart as many are dropped as were delivered. Keys are kept as digests, as in resume tokens.
 */
export class DeliveredItems {
  readonly #keyOf: (item: unknown, list: string) => string | undefined;
  readonly #digest: CarriedOver["digest"];
  readonly #delivered: Map<string, number>;
  /** How many items with each key are still to be dropped. A key with none left is removed. */
  #owed: Map<string, number>;

  /**
   * @param keyOf - what identifies an item; an item without a key is never dropped.
   * @param carried - from the walk that this one continues: the items that it delivered and that have not come again.
   */
  constructor(keyOf: (item: unknown, list: string) => string | undefined, { outstanding, digest }: CarriedOver) {
    this.#keyOf = keyOf;
    this.#digest = digest;
    this.#owed = countsOf(outstanding);
    this.#delivered = new Map(this.#owed);
  }

  /** How many different items were delivered. */
  get size(): number {
    return this.#delivered.size;
  }

  /** From now on, an item that was delivered before is dropped when it comes again. */
  restart(): void {
    this.#owed = new Map(this.#delivered);
  }

  /**
   * The digests of the items that were delivered and have not come again since a restart: one for each item still to
   * come.
   */
  outstanding(): readonly string[] {
    return [...this.#owed].flatMap(([key, count]) => Array.from({ length: count }, () => key));
  }

  /** The page without the items that were delivered before a restart; the page itself if it has no such items. */
  withoutDelivered<Page>(page: Page): Page {
    const shorter: Record<string, readonly unknown[]> = {};
    for (const [list, items] of Object.entries(page as object) as [string, unknown][]) {
      if (Array.isArray(items)) {
        const left = items.filter((item) => this.#deliver(item, list));
        if (left.length < items.length) {
          shorter[list] = left;
        }
      }
    }
    return Object.keys(shorter).length === 0 ? page : { ...page, ...shorter };
  }

  /** Whether the item is to be delivered; if so, it counts as delivered. */
  #deliver(item: unknown, list: string): boolean {
    const own = this.#keyOf(item, list);
    if (own === undefined) {
      return true;
    }
    const key = this.#digest(`${list} ${own}`);
    const owed = this.#owed.get(key);
    if (owed !== undefined) {
      if (owed === 1) {
        this.#owed.delete(key);
      } else {
        this.#owed.set(key, owed - 1);
      }
      return false;
    }
    this.#delivered.set(key, (this.#delivered.get(key) ?? 0) + 1);
    return true;
  }
}

function countsOf(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
