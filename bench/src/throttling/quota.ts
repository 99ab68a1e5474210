/** The quota that no contestant knows, and what is asked of it. */
export const QUOTA = { ratePerSecond: 20, burst: 20, latency: 50 } as const;
export const TARGETS = 40;
export const PAGES = 3;

/** The least milliseconds that the quota allows: from the first request to the last answer. */
export const IDEAL: number = ((TARGETS * PAGES - QUOTA.burst) / QUOTA.ratePerSecond) * 1_000 + QUOTA.latency;
