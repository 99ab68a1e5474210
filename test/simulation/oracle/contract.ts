import type { RetryingLayer } from "./walk-facts.js";

/**
 * What the library promises by now, where the design promises more than it keeps today.
 *
 * Each is one line to change when it does: what is promised then is looked at, and the programs that show it are made.
 */
export const CONTRACT: Contract = {
  walksMayBeLostToThrottling: false,
  patienceWithALimiter: { throttled: 30, transient: 3 },
};

interface Contract {
  /** Whether a walk with default options may end in a `RetriesExhaustedError` of throttling. */
  readonly walksMayBeLostToThrottling: boolean;
  /** The failures of a page with which a retry with a limiter gives up by default, as `{ throttled: 30, transient: 3 }`. */
  readonly patienceWithALimiter: Exclude<Patience, { readonly attempts: number }> | undefined;
}

/** When a retry gives up: after so many requests in all, or after so many failures of one kind. */
export type Patience = { readonly attempts: number } | { readonly throttled: number; readonly transient: number };

export function patienceOf(retry: RetryingLayer): Patience {
  if (retry.maxAttempts !== undefined) {
    return { attempts: retry.maxAttempts };
  }
  return (retry.limiter === undefined ? undefined : CONTRACT.patienceWithALimiter) ?? { attempts: 3 };
}

/** Requests of one page that a retry allows at most. */
export function mostAttemptsOf(retry: RetryingLayer): number {
  const patience = patienceOf(retry);
  return "attempts" in patience ? patience.attempts : patience.throttled + patience.transient - 1;
}
