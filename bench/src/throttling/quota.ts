/** The quota of the service, and the walks that share it. */
export const QUOTA = { ratePerSecond: 20, burst: 20, latency: 50 } as const;
export const TARGETS = 40;
export const PAGES = 3;

/** The shortest time that the quota allows, in milliseconds: from the first request to the last answer. */
export const IDEAL: number = ((TARGETS * PAGES - QUOTA.burst) / QUOTA.ratePerSecond) * 1_000 + QUOTA.latency;
