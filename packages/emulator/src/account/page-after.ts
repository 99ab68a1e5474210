import { compareCursors, type Cursor } from "./cursor.js";
import type { Page } from "./page.js";

/**
 * The first `limit` items after a cursor; from the start without one.
 *
 * The place is found by bisection, so that a page costs the same wherever it starts.
 *
 * @param items - in the order of their places
 * @param placeOf - the place of an item in that order
 */
export function pageAfter<A>(
  items: readonly A[],
  placeOf: (item: A) => Cursor,
  after: Cursor | undefined,
  limit: number,
): Page<A> {
  const start = after === undefined ? 0 : firstIndex(items, (item) => compareCursors(placeOf(item), after) > 0);
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  return {
    items: page,
    last: last === undefined ? undefined : placeOf(last),
    more: start + limit < items.length,
  };
}

/** The index of the first item that `holds` is true for. It must be true for all items after that one, too. */
export function firstIndex<A>(items: readonly A[], holds: (item: A) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && !holds(item)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
