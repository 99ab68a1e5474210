/**
 * Where a walk stands: the request that comes next, or the end.
 *
 * A walk has one chunk, unless its input had to be divided over several requests (ProjectNames).
 */
export type Place = RequestPlace | "end";

/** The request that comes next. */
export interface RequestPlace {
  /** Which of the walk's inputs, from 0. */
  readonly chunk: number;
  /** `undefined` asks for the chunk's first page. */
  readonly token: unknown;
  /** What was delivered before the walk began again, and must not be delivered twice. Left out if that is nothing. */
  readonly outstanding?: readonly string[];
}
