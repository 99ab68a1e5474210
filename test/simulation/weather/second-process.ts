import type { LimiterSpec, WalkSpec } from "../program/program.js";
import type { Weather } from "./weather.js";

/** Another process spends the same quota, with a limiter of its own that knows nothing of the first one's. */
export const secondProcess: Weather = {
  name: "second process",
  over(program, random) {
    const quota = program.service.quota ?? { rate: random.pick([2, 5, 20]), burst: random.int(1, 4) };
    const own: LimiterSpec = random.chance(0.5)
      ? { kind: "tokenBucket", rate: quota.rate, burst: quota.burst }
      : { kind: "adaptiveLimiter", inFlight: random.int(1, 3) };
    const walks = Array.from({ length: random.int(1, 2) }, (): WalkSpec => ({
      ...WALK,
      startAt: random.int(0, 100),
      perRequest: [
        { kind: "paced", limiter: program.limiters.length, maxAttempts: undefined, jitter: 0.5, budget: false },
      ],
    }));
    return {
      ...program,
      service: { ...program.service, quota },
      limiters: [...program.limiters, own],
      walks: [...program.walks, ...walks],
    };
  },
};

const WALK: WalkSpec = {
  startAt: 0,
  operation: "DescribeProjects",
  names: undefined,
  pageSize: 1,
  prefetch: 0,
  maxPages: undefined,
  onRepeatedToken: undefined,
  signal: undefined,
  sendSignal: undefined,
  perRequest: undefined,
  onListing: [],
  items: "pages",
  consumer: { kind: "subscribe", take: undefined, stop: undefined },
  faults: [],
  resume: "nothing",
  mischief: undefined,
};
