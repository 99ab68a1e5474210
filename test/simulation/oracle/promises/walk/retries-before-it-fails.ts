import { isListingError, isRetriesExhaustedError } from "@rekognition-rx/core";
import { isLastFailure, isTimeout, originOf } from "../../error-origin.js";
import { hasTimeout, isRetry, layersOf } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const retriesBeforeItFails: WalkPromise = {
  states: "a failure that a retry mends is retried before the walk fails with it",
  watches: {
    fails(walk, error) {
      if (originOf(walk, error) !== "service" || !isListingError(error) || isRetriesExhaustedError(error.cause)) {
        return undefined;
      }
      const layers = layersOf(walk.facts.spec);
      if (isTimeout(error.cause) && hasTimeout(walk.facts.spec)) {
        return layers.findLast((layer) => layer.kind === "timeout" || isRetry(layer))?.kind === "timeout"
          ? undefined
          : "fails with a TimeoutError that nobody retried";
      }
      const { last, failures } = walk.requests;
      const isMended =
        last.kind === "failed" &&
        (last.symptom.class === "throttled" || last.symptom.class === "transient") &&
        !(last.symptom.isSkew === true && failures.skewed > 1);
      return isMended && isLastFailure(walk, error.cause) && layers.some(isRetry)
        ? `fails with ${last.symptom.error.name}, which nobody retried`
        : undefined;
    },
  },
};
