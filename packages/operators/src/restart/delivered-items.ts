/**
 * What a walk has delivered, so that it can begin again without delivering it twice.
 *
 * Items are counted and not only remembered: where two items of one list have the same key, both are delivered,
 * and after a restart as many are dropped as were delivered.
 */
export class DeliveredItems {
  readonly #keyOf: (item: unknown, list: string) => string | undefined;
  readonly #delivered = new Map<string, number>();
  /** How often each key is still to be dropped. */
  #owed: Map<string, number> | undefined;

  /** @param keyOf - what identifies an item; an item without a key is never dropped. */
  constructor(keyOf: (item: unknown, list: string) => string | undefined) {
    this.#keyOf = keyOf;
  }

  /** How many different items were delivered. */
  get size(): number {
    return this.#delivered.size;
  }

  /** From here on, what was delivered is dropped when it comes again. */
  restart(): void {
    this.#owed = new Map(this.#delivered);
  }

  /** The page without the items that were delivered before a restart; the page itself where there are none. */
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
    const key = `${list} ${own}`;
    const owed = this.#owed?.get(key) ?? 0;
    if (owed > 0) {
      this.#owed?.set(key, owed - 1);
      return false;
    }
    this.#delivered.set(key, (this.#delivered.get(key) ?? 0) + 1);
    return true;
  }
}
