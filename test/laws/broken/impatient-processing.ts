import { from, mergeMap } from "rxjs";
import type { Processing } from "../processing.js";

/** Comes for the next page while it works on this one, and never leaves: rxjs's own `from` of an iterable. */
export const impatient: Processing = (listing, work) =>
  // As an iterable only: a listing is an Observable first.
  from({ [Symbol.asyncIterator]: () => listing[Symbol.asyncIterator]() }).pipe(mergeMap(work));
