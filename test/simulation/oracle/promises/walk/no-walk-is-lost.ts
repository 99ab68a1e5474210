import { isListingError, isRetriesExhaustedError } from "@rekognition-rx/core";
import { hasTimeout, retriesOf } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";
import type { WalkRecord } from "../../walk-record.js";

export const noWalkIsLost: WalkPromise = {
  states: "throttling loses no walk that is paced by a limiter with the options as they are",
  watches: {
    fails(walk, error) {
      const cause = isListingError(error) ? error.cause : undefined;
      return isRetriesExhaustedError(cause) && cause.reason === "throttled" && isPromised(walk)
        ? `is lost to throttling after ${cause.attempts} requests`
        : undefined;
    },
  },
};

/** A request that is refused for good has to be given up some day, and so has one whose user sets a limit. */
function isPromised({ facts: { spec } }: WalkRecord): boolean {
  const [retry, ...others] = retriesOf(spec);
  const isDefault = retry?.kind === "paced" && retry.maxAttempts === undefined && !retry.budget;
  return isDefault && others.length === 0 && !hasTimeout(spec) && spec.poisonedAfter === undefined;
}
