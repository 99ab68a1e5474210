/** A service and its schedule; times in s from its first request, latency in ms, rates in requests a second. */
export interface Weather {
  readonly rate: number;
  readonly burst: number;
  readonly latency: number;
  readonly changes?: readonly { readonly at: number; readonly rate: number }[];
  /** Everything is throttled then. */
  readonly outage?: { readonly from: number; readonly to: number };
  /** Of each walk. */
  readonly pages: number;
}

/** A starred scene of the design: weather, and how many walks go through it in how many processes. */
export interface Scene extends Weather {
  readonly name: string;
  readonly walks: number;
  readonly processes: number;
  /** The least seconds that all the walks take. */
  readonly ideal: number;
}

/** A quarter of a minute each: the bench is run by hand. The ranges of the design are `prove weather`'s. */
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
