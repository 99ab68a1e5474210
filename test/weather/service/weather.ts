/** A service with a quota, and what becomes of it. Times in ms, rates in requests a second. */
export interface Weather {
  readonly rate: number;
  /** Tokens that the bucket holds; it is full at the start. */
  readonly burst: number;
  readonly latency: number;
  /** Other rates from some time on, in order. */
  readonly changes?: readonly { readonly at: number; readonly rate: number }[];
  /** Times in which everything is throttled; nothing is taken from the bucket. */
  readonly outage?: { readonly from: number; readonly to: number };
  /** Seconds that every throttle asks to wait, as `retry-after`. */
  readonly retryAfter?: number;
}

/** How far a latency is off at most. */
export const JITTER = 0.5;

/** Requests that are under way when the quota is used up. */
export function inFlight({ rate, latency }: Weather): number {
  return (rate * latency) / 1_000;
}

/**
 * Whether the bucket holds enough to stand the jitter of the latency: two requests that were sent in good time
 * arrive too close, and a smaller one refuses, whatever the limiter.
 */
export function isRoomy(weather: Weather, processes = 1): boolean {
  return weather.burst >= Math.max(2, processes + inFlight(weather) / 2);
}
