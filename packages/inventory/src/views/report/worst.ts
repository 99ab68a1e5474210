/** Keeps the first `limit` of all items in an order. The others are only counted. Memory is bounded by the limit. */
export class Worst<Item> {
  readonly #limit: number;
  readonly #compare: (a: Item, b: Item) => number;
  #items: Item[] = [];
  #count = 0;

  /** @param compare - items that come first are kept. */
  constructor(limit: number, compare: (a: Item, b: Item) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  /** How many were added. */
  get count(): number {
    return this.#count;
  }

  /** The items in their order. Equal items are in the order in which they were added. */
  get items(): readonly Item[] {
    this.#cut();
    return this.#items;
  }

  add(item: Item): void {
    this.#count += 1;
    this.#items.push(item);
    if (this.#items.length >= 2 * this.#limit) {
      this.#cut();
    }
  }

  #cut(): void {
    this.#items = this.#items.toSorted(this.#compare).slice(0, this.#limit);
  }
}
