import { compareCursors, type Cursor } from "./cursor.js";
import type { Page } from "./page.js";

/** Items in listing order, with any place found by bisection: a page costs the same wherever it starts. */
export class SortedItems<A extends Cursor> {
  readonly #items: A[] = [];

  get size(): number {
    return this.#items.length;
  }

  all(): readonly A[] {
    return this.#items;
  }

  /** Puts an item in its place. */
  add(item: A): void {
    this.#items.splice(this.#placeOf(item), 0, item);
  }

  /** Puts many items in their places, for the price of one sort. */
  addAll(items: readonly A[]): void {
    for (const item of items) this.#items.push(item);
    this.#items.sort(compareCursors);
  }

  clear(): void {
    this.#items.length = 0;
  }

  remove(item: A): void {
    const place = this.#placeOf(item);
    if (this.#items[place] === item) this.#items.splice(place, 1);
  }

  /** The first `limit` items behind a cursor (from the start without one). */
  page(after: Cursor | undefined, limit: number): Page<A> {
    let start = 0;
    if (after !== undefined) {
      start = this.#placeOf(after);
      const there = this.#items[start];
      if (there !== undefined && compareCursors(there, after) === 0) start += 1;
    }
    const items = this.#items.slice(start, start + limit);
    return { items, last: items.at(-1), more: start + limit < this.#items.length };
  }

  /** The index of the first item at or behind a cursor. */
  #placeOf(cursor: Cursor): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = this.#items[middle];
      if (item !== undefined && compareCursors(item, cursor) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
