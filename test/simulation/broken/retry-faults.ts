import { isListing, withRestarts } from "@rekognition-rx/core";
import type { Observable } from "rxjs";
import { retryThrottled, type RetryThrottledOptions } from "@rekognition-rx/operators";
import { expiredTokenBeginsAgain } from "../oracle/promises/walk/expired-token-begins-again.js";
import { givesUpWhenAllIsSpent } from "../oracle/promises/walk/gives-up-when-all-is-spent.js";
import { noMoreAttemptsThanAllowed } from "../oracle/promises/walk/no-more-attempts-than-allowed.js";
import { nothingLeftBehind } from "../oracle/promises/walk/nothing-left-behind.js";
import { onlyTheFailedPageAgain } from "../oracle/promises/walk/only-the-failed-page-again.js";
import { retriesBeforeItFails } from "../oracle/promises/walk/retries-before-it-fails.js";
import { retriesWhatARetryMends } from "../oracle/promises/walk/retries-what-a-retry-mends.js";
import { waitsBeforeARetry } from "../oracle/promises/walk/waits-before-a-retry.js";
import { type AnyListing, OURS } from "../user/library.js";
import type { PlantedFault } from "./planted-fault.js";

/** Retries of what no retry mends, too many, too few, too soon, or of another page. */
export const RETRY_FAULTS: readonly PlantedFault[] = [
  {
    name: "a retry that begins the walk again",
    library: {
      ...OURS,
      retryThrottled: (options) => (source: Observable<unknown>) =>
        isListing(source)
          ? (withRestarts(source as AnyListing, () => restartingThreeTimes()) as never)
          : retryThrottled<never>(options)(source as never),
    },
    breaks: onlyTheFailedPageAgain,
  },
  {
    name: "a retry of what cannot be mended",
    library: { ...OURS, retryThrottled: (options) => retryThrottled({ ...options, isRetryable: () => true }) },
    breaks: retriesWhatARetryMends,
  },
  {
    name: "a retry that does not retry",
    library: { ...OURS, retryThrottled: () => (source: unknown) => source as never },
    breaks: retriesBeforeItFails,
  },
  {
    name: "a retry that does not wait",
    library: { ...OURS, retryThrottled: (options) => retryThrottled({ ...options, random: () => 0 }) },
    breaks: waitsBeforeARetry,
  },
  {
    name: "a retry that gives up early",
    library: {
      ...OURS,
      retryThrottled: (options) => retryThrottled({ ...options, maxAttempts: Math.max(1, most(options) - 1) }),
    },
    breaks: givesUpWhenAllIsSpent,
  },
  {
    name: "a retry that gives up late",
    library: {
      ...OURS,
      retryThrottled: (options) => retryThrottled({ ...options, maxAttempts: most(options) + 1 }),
    },
    breaks: noMoreAttemptsThanAllowed,
  },
  {
    name: "a restart that does not restart",
    library: { ...OURS, restartOnExpiredToken: () => (source: unknown) => source as never },
    breaks: expiredTokenBeginsAgain,
  },
  {
    name: "a timer that is left behind",
    library: {
      ...OURS,
      retryThrottled: (options) => {
        options?.scheduler?.schedule(() => undefined, 60_000);
        return retryThrottled(options);
      },
    },
    breaks: nothingLeftBehind,
  },
];

function restartingThreeTimes(): ReturnType<Parameters<typeof withRestarts<object, string>>[1]> {
  let restarts = 0;
  return {
    tryRestart: () => {
      restarts += 1;
      return restarts < 4;
    },
    withoutDelivered: (page) => page,
  };
}

/** The simulation gives a number, if any. */
function most(options: RetryThrottledOptions | undefined): number {
  const { maxAttempts = 3 } = options ?? {};
  return typeof maxAttempts === "number" ? maxAttempts : 3;
}
