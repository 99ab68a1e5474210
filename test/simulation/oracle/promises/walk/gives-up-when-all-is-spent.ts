import { isListingError, isRetriesExhaustedError } from "@rekognition-rx/core";
import { attemptsOf } from "../../contract.js";
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
      const made = walk.requests.attempts;
      const isSpent = retriesOf(walk.facts.spec).some((retry) => {
        switch (limit) {
          case "maxAttempts":
            return attempts === attemptsOf(retry) && (hasTimeout(walk.facts.spec) || attempts === made);
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
