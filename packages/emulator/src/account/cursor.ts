/** A place in a listing: the sort key of an item, whether or not that item still exists. */
export interface Cursor {
  /** What a listing is sorted by: a creation time in milliseconds, negated if the latest comes first, or a running number. */
  readonly rank: number;
  /** Breaks ties of rank. */
  readonly id: string;
}

/** Orders places as listings do: by rank, then by id. */
export function compareCursors(a: Cursor, b: Cursor): number {
  if (a.rank !== b.rank) {
    return a.rank - b.rank;
  }
  if (a.id === b.id) {
    return 0;
  }
  return a.id < b.id ? -1 : 1;
}

/** The place before every item. */
export const beginning: Cursor = { rank: Number.MIN_SAFE_INTEGER, id: "" };
