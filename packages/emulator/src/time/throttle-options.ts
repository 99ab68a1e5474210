/** A token bucket for each operation, account and region, as the service's request quotas are. */
export interface ThrottleOptions {
  /** Requests that come back each second; more than 0. The service's own quota is 5. */
  readonly ratePerSecond: number;
  /** Requests that a rested bucket lets through at once; 1 or more. */
  readonly burst: number;
}
