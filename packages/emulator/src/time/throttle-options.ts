/** A token bucket for each operation, account and region, like the service's request quotas. */
export interface ThrottleOptions {
  /** Tokens that the bucket gets back per second, one for each request; more than 0. The service's own quota is 5. */
  readonly ratePerSecond: number;
  /** Requests that a full bucket lets through at once; 1 or more. */
  readonly burst: number;
}

/** The members of {@link ThrottleOptions}. */
export const throttleMembers: Readonly<Record<keyof ThrottleOptions, true>> = { ratePerSecond: true, burst: true };
