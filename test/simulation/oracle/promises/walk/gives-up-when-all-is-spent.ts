import { isListingError, isRetriesExhaustedError } from "@rekognition-rx/core";
import { type Patience, patienceOf } from "../../contract.js";
import { originOf } from "../../error-origin.js";
import { hasTimeout, retriesOf } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const givesUpWhenAllIsSpent: WalkPromise = {
  states: "a retry gives up when its attempts, its time or its budget are spent, and says which",
  watches: {
    fails(walk, error) {
      if (originOf(walk, error) !== "service" || !isListingError(error) || !isRetriesExhaustedError(error.cause)) {
        return undefined;
      }
      const { attempts, limit } = error.cause;
      const { attempts: made, failures } = walk.requests;
      // Two retries around a time-out count each their own: only the attempts that the error names are certain.
      const isSpentBy = (patience: Patience): boolean =>
        // Two clock skews say that the clock is wrong, which no retry mends.
        failures.skewed > 1 ||
        ("attempts" in patience
          ? attempts === patience.attempts && (hasTimeout(walk.facts.spec) || attempts === made)
          : hasTimeout(walk.facts.spec) ||
            failures.skewed > 1 ||
            failures.throttled === patience.throttled ||
            failures.transient === patience.transient);
      const isSpent = retriesOf(walk.facts.spec).some((retry) => {
        switch (limit) {
          case "maxAttempts":
            return isSpentBy(patienceOf(retry));
          case "maxElapsed":
            return retry.kind === "retryThrottled" && retry.maxElapsed !== undefined;
          case "budget":
            return retry.budget;
        }
      });
      return isSpent ? undefined : `gives up after ${attempts} attempts (${limit}), having made ${made}`;
    },
  },
};
