import { isEmptyAnswerError, isListingError, isRepeatedTokenError, isTooManyPagesError } from "@rekognition-rx/core";
import type { WalkRecord } from "./walk-record.js";

/** Who is the reason that a walk failed: a signal, its user, or the service; by default the service. */
export function originOf(walk: WalkRecord, error: unknown): "signal" | "user" | "service" {
  if (walk.facts.signals.some((signal) => signal.aborted && signal.reason === error)) {
    return "signal";
  }
  return isOfTheUser(walk, error) || (isListingError(error) && isOfTheUser(walk, error.cause)) ? "user" : "service";
}

function isOfTheUser({ ownErrors, checkpoints }: WalkRecord, error: unknown): boolean {
  return ownErrors.has(error) || checkpoints.hasFailedWith(error);
}

/** Whether an error says how many pages were delivered. */
export function hasPosition(error: unknown): error is { readonly pagesDelivered: number } {
  return isListingError(error) || isTooManyPagesError(error) || isRepeatedTokenError(error);
}

/** Whether this is what the last request failed with. */
export function isLastFailure({ requests: { last } }: WalkRecord, cause: unknown): boolean {
  return (
    last.kind === "failed" &&
    (last.symptom.error === cause || (last.symptom.isEmptyBody === true && isEmptyAnswerError(cause)))
  );
}

export function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}
