import { type Limiter, paced, rateLimit, tokenBucket } from "@rekognition-rx/operators";
import { map } from "rxjs";
import { aTimerWhileSomebodyWaits } from "../oracle/promises/limiter/a-timer-while-somebody-waits.js";
import { firstComeFirstServed } from "../oracle/promises/limiter/first-come-first-served.js";
import { noMoreThanItsRate } from "../oracle/promises/limiter/no-more-than-its-rate.js";
import { permitsComeBack } from "../oracle/promises/limiter/permits-come-back.js";
import { OURS } from "../user/library.js";
import type { PlantedFault } from "./planted-fault.js";

/** Limiters that give too much, to the wrong one, or that keep something. */
export const LIMITER_FAULTS: readonly PlantedFault[] = [
  {
    name: "a limiter that gives more than its rate",
    library: { ...OURS, tokenBucket: (options) => tokenBucket({ ...options, burst: (options.burst ?? 1) + 1 }) },
    breaks: noMoreThanItsRate,
  },
  {
    name: "permits that are not given back",
    library: {
      ...OURS,
      rateLimit: (limiter) => rateLimit(keepingPermits(limiter)),
      paced: (limiter, options) => paced(keepingPermits(limiter), options),
    },
    breaks: permitsComeBack,
  },
  {
    name: "a limiter that takes every other request for one that was throttled",
    library: { ...OURS, tokenBucket: (options) => favouringSome(tokenBucket(options)) },
    breaks: firstComeFirstServed,
  },
  {
    name: "a limiter that ticks for nobody",
    library: {
      ...OURS,
      tokenBucket: (options) => {
        options.scheduler?.schedule(() => undefined, 60_000);
        return tokenBucket(options);
      },
    },
    breaks: aTimerWhileSomebodyWaits,
  },
];

function keepingPermits(limiter: Limiter): Limiter {
  return {
    throttled: (error) => limiter.throttled(error),
    permit: (options) => limiter.permit(options).pipe(map(() => ({ settle: () => undefined }))),
  };
}

function favouringSome(limiter: Limiter): Limiter {
  let asked = 0;
  return {
    throttled: (error) => limiter.throttled(error),
    permit: (options) => {
      asked += 1;
      return limiter.permit(asked % 2 === 0 ? { ...options, first: true } : options);
    },
  };
}
