import {
  isDecodeError,
  isListingError,
  isRepeatedTokenError,
  isRetriesExhaustedError,
  isTooManyPagesError,
} from "@rekognition-rx/core";
import { isLastFailure, isTimeout, originOf } from "../../error-origin.js";
import { hasTimeout } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";
import type { WalkRecord } from "../../walk-record.js";

export const failsOnlyForAReason: WalkPromise = {
  states: "a walk fails for what the service or the user did, and for nothing else",
  watches: {
    fails(walk, error) {
      if (originOf(walk, error) !== "service" || isTooManyPagesError(error) || isRepeatedTokenError(error)) {
        return undefined;
      }
      if (isListingError(error)) {
        return isReason(walk, error.cause) ? undefined : `fails with a cause that nobody threw: ${String(error.cause)}`;
      }
      return isDecodeError(error) && isDecodeErrorDue(walk)
        ? undefined
        : `fails with ${String(error)}, which nobody threw`;
    },
  },
};

function isReason(walk: WalkRecord, cause: unknown): boolean {
  return (
    isRetriesExhaustedError(cause) ||
    (hasTimeout(walk.facts.spec) && isTimeout(cause)) ||
    isLastFailure(walk, cause) ||
    (walk.requests.last.kind === "no page" && cause instanceof TypeError)
  );
}

function isDecodeErrorDue({ facts, values }: WalkRecord): boolean {
  // A task shows its values at the end only, and none if it fails.
  return facts.spec.consumer.kind === "toTaskEither"
    ? values.all.includes("DecodeError")
    : values.next === "DecodeError";
}
