/** The first so many of all items that are added, in an order; the others are only counted. Memory is bounded by them. */
export class Worst<Item> {
  readonly #limit: number;
  readonly #compare: (a: Item, b: Item) => number;
  #items: Item[] = [];
  #count = 0;

  /** @param compare - what comes first is kept. */
  constructor(limit: number, compare: (a: Item, b: Item) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  /** How many were added. */
  get count(): number {
    return this.#count;
  }

  /** In their order; equal ones as they were added. */
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
