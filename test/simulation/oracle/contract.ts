import type { RetryingLayer } from "./walk-facts.js";

/** How often a retry may ask for a page, the first time included. */
export function attemptsOf({ maxAttempts }: RetryingLayer): number {
  return maxAttempts;
}
