import { adaptiveLimiter, type Limiter, paced, tokenBucket } from "@rekognition-rx/operators";
import type { SchedulerLike } from "rxjs";

/** Makes a limiter of one process, in virtual time and with a jitter that a seed decides. */
export type LimiterMaker = (scheduler: SchedulerLike, random: () => number) => Limiter;

/** The limiters that stand the weather: the library's own, or broken ones that have to be found. */
export interface Limiters {
  /** With default options. */
  readonly adaptive: LimiterMaker;
  readonly bucket: (ratePerSecond: number, burst: number) => LimiterMaker;
  /** As users have it, with no option set. */
  readonly paced: typeof paced;
}

export const OURS: Limiters = {
  paced,
  adaptive: (scheduler, random) => adaptiveLimiter({ scheduler, random }),
  bucket: (ratePerSecond, burst) => (scheduler, random) => tokenBucket({ ratePerSecond, burst, scheduler, random }),
};
