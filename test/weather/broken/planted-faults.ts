import { type Limiter, paced, type PermitOutcome } from "@rekognition-rx/operators";
import { map } from "rxjs";
import { type LimiterMaker, type Limiters, OURS } from "../limiters.js";
import type { Scene } from "../scene.js";
import { bucketAlone } from "../scenes/bucket-alone.js";
import { crowd } from "../scenes/crowd.js";
import { hints } from "../scenes/hints.js";
import { lostWalks } from "../scenes/lost-walks.js";
import { poison } from "../scenes/poison.js";
import { severalPoison } from "../scenes/several-poison.js";
import { recovery } from "../scenes/recovery.js";
import { rest } from "../scenes/rest.js";
import { rise } from "../scenes/rise.js";
import { sharedBucket } from "../scenes/shared-bucket.js";
import { start } from "../scenes/start.js";
import { waste } from "../scenes/waste.js";
import { quotaEstimateLimiter } from "./quota-estimate-limiter.js";
import { unyieldingBucket } from "./unyielding-bucket.js";

/** A limiter that breaks a promise, and the scene that has to show it. */
export interface PlantedFault {
  readonly name: string;
  readonly limiters: Limiters;
  readonly scene: Scene;
  readonly draws: number;
  /** The figure that gives it away. */
  readonly found: RegExp;
}

const OLD: Limiters = {
  ...OURS,
  adaptive: quotaEstimateLimiter,
  bucket: (rate, burst) => (scheduler) => unyieldingBucket(rate, burst, scheduler),
};

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: "the limiters of before, with three attempts",
    limiters: { ...OLD, paced: (limiter, options) => paced(limiter, { maxAttempts: 3, ...options }) },
    scene: lostWalks,
    draws: 12,
    found: /walks lost/,
  },
  { name: "three attempts", limiters: withAttempts(3), scene: lostWalks, draws: 12, found: /walks lost/ },
  {
    name: "an estimate without a stage for outages",
    limiters: OLD,
    scene: recovery,
    draws: 12,
    found: /s until 90 % of the pace, from 5\/s/,
  },
  {
    name: "an estimate without a stage for outages, after a rest",
    limiters: OLD,
    scene: rest,
    draws: 12,
    found: /time after the rest/,
  },
  { name: "a bucket that does not yield", limiters: OLD, scene: sharedBucket, draws: 4, found: /slower|lost|time/ },
  {
    name: "limiters that give way to everybody",
    limiters: { ...OURS, adaptive: OURS.bucket(0.1, 1), bucket: (rate) => OURS.bucket(rate / 50, 1) },
    scene: crowd,
    draws: 5,
    found: /quota known.*quota not known/,
  },
  { name: "a hint that nobody hears", limiters: through(deaf), scene: hints, draws: 4, found: /asked to wait/ },
  {
    name: "a request that is refused for good and goes first each time",
    limiters: through(pushing),
    scene: poison,
    draws: 6,
    found: /time of the others/,
  },
  {
    name: "requests without a name",
    limiters: through(nameless),
    scene: severalPoison,
    draws: 12,
    found: /of that without/,
  },
  {
    name: "a pace that is never pressed",
    limiters: { ...OURS, adaptive: OURS.bucket(5, 1) },
    scene: rise,
    draws: 4,
    found: /of 20 s/,
  },
  {
    name: "a pace from the first request on",
    limiters: { ...OURS, adaptive: OURS.bucket(100, 10) },
    scene: start,
    draws: 1,
    found: /1 000 walks/,
  },
  {
    name: "a bucket that is a little too fast",
    limiters: { ...OURS, bucket: (rate, burst) => OURS.bucket(1.1 * rate, burst) },
    scene: bucketAlone,
    draws: 3,
    found: /requests refused/,
  },
  {
    name: "a refusal that is counted for a success",
    limiters: through(hopeful),
    scene: waste,
    draws: 2,
    found: /refused/,
  },
];

function withAttempts(maxAttempts: number): Limiters {
  return { ...OURS, paced: (limiter, options) => paced(limiter, { maxAttempts, ...options }) };
}

/** All limiters, each changed in the same way. */
function through(change: (limiter: Limiter) => Limiter): Limiters {
  const changed =
    (make: LimiterMaker): LimiterMaker =>
    (scheduler, random) =>
      change(make(scheduler, random));
  return {
    ...OURS,
    adaptive: changed(OURS.adaptive),
    bucket: (rate, burst) => changed(OURS.bucket(rate, burst)),
  };
}

function pushing(limiter: Limiter): Limiter {
  return {
    throttled: (error) => limiter.throttled(error),
    permit: ({ refusals = 0 } = {}) => limiter.permit({ first: refusals > 0, refusals: 0 }),
  };
}

function nameless(limiter: Limiter): Limiter {
  return {
    throttled: (error) => limiter.throttled(error),
    permit: ({ first, refusals } = {}) => limiter.permit({ first, refusals }),
  };
}

function deaf(limiter: Limiter): Limiter {
  return settling(limiter, (outcome) => (outcome.type === "throttled" ? { ...outcome, error: undefined } : outcome));
}

function hopeful(limiter: Limiter): Limiter {
  return settling(limiter, (outcome) => (outcome.type === "throttled" ? { type: "succeeded" } : outcome));
}

function settling(limiter: Limiter, change: (outcome: PermitOutcome) => PermitOutcome): Limiter {
  return {
    throttled: () => undefined,
    permit: (options) =>
      limiter.permit(options).pipe(map((permit) => ({ settle: (outcome) => permit.settle(change(outcome)) }))),
  };
}
