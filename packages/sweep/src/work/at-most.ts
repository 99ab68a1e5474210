import { waitFor } from "./wait-for.js";

/** Waits until `work` has ended, in whatever way, but at most `milliseconds`. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  work.then(end, end);
  await waitFor(milliseconds, [ended.signal]);
}
