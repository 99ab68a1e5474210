import { isListingError, isRetriesExhaustedError } from "@rekognition-rx/core";
import { isLastFailure, isTimeout, originOf } from "../../error-origin.js";
import { hasTimeout } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const givesUpForTheLastFailure: WalkPromise = {
  states: "a retry that gives up has the last failure as its cause",
  watches: {
    fails: (walk, error) =>
      originOf(walk, error) === "service" &&
      isListingError(error) &&
      isRetriesExhaustedError(error.cause) &&
      !isLastFailure(walk, error.cause.cause) &&
      !(hasTimeout(walk.facts.spec) && isTimeout(error.cause.cause))
        ? `gives up for a failure that is not the last: ${String(error.cause.cause)}`
        : undefined,
  },
};
