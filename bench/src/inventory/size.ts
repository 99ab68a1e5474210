/** The organization that is crawled: every account in every region that has Custom Labels. */
export const ACCOUNTS: readonly string[] = Array.from({ length: 10 }, (_, at) => String(111_122_223_333 + at));
export const REGIONS: readonly string[] = [
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "eu-west-1",
  "eu-west-2",
  "eu-central-1",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "ap-northeast-2",
];
export const PLACES: number = ACCOUNTS.length * REGIONS.length;

/** Datasets per project. */
export const DATASETS = 2;
/** Labels per dataset. */
export const LABELS = 2;

/** How many targets a crawl reads at a time, by default. */
export const AT_A_TIME = 16;

/** How much a service holds, and how much it lets through. */
export interface ServiceSize {
  /** Projects of each place. */
  readonly projects: number;
  /** Requests per second of each account, region and operation. */
  readonly ratePerSecond?: number;
}

/**
 * The service's own quota is 5 per second. With this one, 22 000 requests of an operation by 16 keys at a time take 150 s.
 * The second token of the bucket is only a reserve: it allows a jitter of 109 ms.
 */
export const QUOTA = { ratePerSecond: 9.2, burst: 2 } as const;

/** What a paired contestant crawls in a block. */
export const BLOCK = { places: 16, projects: 6 } as const;

/** The records that a crawl of `targets` places has to find, at depth `datasets`. */
export function recordsIn(projects: number, targets: number): number {
  return targets * projects * (1 + DATASETS * (1 + LABELS));
}

/** The requests that such a crawl sends, with pages of 100 projects. */
export function requestsFor(projects: number, targets: number): number {
  return targets * (Math.ceil(projects / 100) + projects * DATASETS * 2);
}

/**
 * The shortest time that the quota allows for a crawl of everything at depth `datasets`, in seconds: the requests about
 * datasets of one operation, over the rate of all targets that are read at a time. The other operation has the same time.
 * Latency, and keys that are idle at the end, are not taken into account.
 */
export function idealSeconds(projects: number): number {
  return (PLACES * projects * DATASETS) / (AT_A_TIME * QUOTA.ratePerSecond);
}
