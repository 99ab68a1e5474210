import { waitFor } from "./wait-for.js";

/** Waits until work has ended, however it does, and at most so many milliseconds. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  work.then(end, end);
  await waitFor(milliseconds, [ended.signal]);
}
