import type { Cursor } from "./cursor.js";

/** A part of a listing. */
export interface Page<A> {
  readonly items: readonly A[];
  /** The place of the last item; `undefined` without any. */
  readonly last: Cursor | undefined;
  /** Whether there is anything after it. */
  readonly more: boolean;
}
