/** A place in a listing: the sort key of an item, whether or not that item still exists. */
export interface Cursor {
  /** Milliseconds since the epoch. */
  readonly createdMs: number;
  /** Breaks ties of creation time. */
  readonly arn: string;
}

/** Orders places as listings do: by creation time, then by ARN. */
export function compareCursors(a: Cursor, b: Cursor): number {
  if (a.createdMs !== b.createdMs) return a.createdMs - b.createdMs;
  if (a.arn === b.arn) return 0;
  return a.arn < b.arn ? -1 : 1;
}
