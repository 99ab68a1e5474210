import type { LimiterPromise } from "./limiter-promise.js";
import { aTimerWhileSomebodyWaits } from "./promises/limiter/a-timer-while-somebody-waits.js";
import { firstComeFirstServed } from "./promises/limiter/first-come-first-served.js";
import { noMoreThanItsRate } from "./promises/limiter/no-more-than-its-rate.js";
import { permitsComeBack } from "./promises/limiter/permits-come-back.js";

/** Every promise about a limiter. Of several that are broken at once, the first here is reported. */
export const LIMITER_PROMISES: readonly LimiterPromise[] = [
  firstComeFirstServed,
  noMoreThanItsRate,
  aTimerWhileSomebodyWaits,
  permitsComeBack,
];
