import { compareCursors, type Cursor } from "./cursor.js";
import type { Page } from "./page.js";
import { firstIndex, pageAfter } from "./page-after.js";

/** Items in the order of a listing. */
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

  /** Puts many items in their places, with a single sort. */
  addAll(items: readonly A[]): void {
    for (const item of items) {
      this.#items.push(item);
    }
    this.#items.sort(compareCursors);
  }

  remove(item: A): void {
    const place = this.#placeOf(item);
    if (this.#items[place] === item) {
      this.#items.splice(place, 1);
    }
  }

  /** The first `limit` items after a cursor; from the start without one. */
  page(after: Cursor | undefined, limit: number): Page<A> {
    return pageAfter(this.#items, cursorOf, after, limit);
  }

  #placeOf(cursor: Cursor): number {
    return firstIndex(this.#items, (item) => compareCursors(item, cursor) >= 0);
  }
}

function cursorOf({ rank, id }: Cursor): Cursor {
  return { rank, id };
}
