/** A service and its schedule; times in s from its first request, latency in ms, rates in requests per second. */
export interface Weather {
  readonly rate: number;
  readonly burst: number;
  readonly latency: number;
  readonly changes?: readonly { readonly at: number; readonly rate: number }[];
  /** During this time, every request is throttled. */
  readonly outage?: { readonly from: number; readonly to: number };
  /** Pages of each walk. */
  readonly pages: number;
}

/** A scene of the design: weather, and how many walks go through it in how many processes. */
export interface Scene extends Weather {
  readonly name: string;
  readonly walks: number;
  readonly processes: number;
  /** The shortest time for all the walks, in seconds. */
  readonly ideal: number;
}

/** About 15 s each, since the bench is run by hand. `prove weather` has the ranges of the design. */
export const SCENES: readonly Scene[] = [
  {
    name: "the quota falls from 50 to 5",
    rate: 50,
    burst: 10,
    latency: 50,
    changes: [{ at: 2, rate: 5 }],
    pages: 4,
    walks: 40,
    processes: 1,
    ideal: 2 + (160 - 110) / 5,
  },
  {
    name: "the quota rises from 5 to 50",
    rate: 5,
    burst: 10,
    latency: 50,
    changes: [{ at: 5, rate: 50 }],
    pages: 8,
    walks: 40,
    processes: 1,
    ideal: 5 + (320 - 35) / 50,
  },
  {
    name: "an outage of 5 s",
    rate: 20,
    burst: 20,
    latency: 50,
    outage: { from: 3, to: 8 },
    pages: 6,
    walks: 40,
    processes: 1,
    ideal: 8 + (240 - 80 - 20) / 20,
  },
  {
    name: "a walk alone in an outage of 10 s",
    rate: 20,
    burst: 20,
    latency: 50,
    outage: { from: 1, to: 11 },
    pages: 60,
    walks: 1,
    processes: 1,
    ideal: 11 + 40 * 0.05,
  },
  {
    name: "two processes on one quota",
    rate: 20,
    burst: 20,
    latency: 50,
    pages: 5,
    walks: 30,
    processes: 2,
    ideal: (300 - 20) / 20,
  },
];
