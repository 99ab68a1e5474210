import {
  causesOf,
  isListingError,
  isRepeatedTokenError,
  isRetriesExhaustedError,
  isTooManyPagesError,
} from "@rekognition-rx/core";
import { classifyFailure } from "../retry/classify-failure.js";
import { IncompletePollError } from "./incomplete-poll-error.js";

/**
 * Why a poll failed. `"throttled"` and `"passing"` go away by themselves. `"mistake"` is a mistake of the caller, which
 * does not.
 */
export type Trouble = "throttled" | "passing" | "mistake";

/**
 * Decides what a failed poll means for the next one.
 *
 * Failures of the service, and of the way to it, go away. Missing permissions count among these, since somebody may
 * grant them again. An error that a listing does not wrap in an error of its own comes from the caller: it is the
 * reason of a signal, or was thrown by an operator or a checkpoint.
 */
export function troubleOf(error: unknown): Trouble {
  const chain = causesOf(error);
  const spent = chain.find(isRetriesExhaustedError);
  const reason = spent?.reason ?? classifyFailure(error, undefined)?.reason;
  if (reason !== undefined) {
    return reason === "throttled" ? "throttled" : "passing";
  }
  if (isRepeatedTokenError(error) || isTooManyPagesError(error) || error instanceof IncompletePollError) {
    return "passing";
  }
  return isListingError(error) && !chain.some(isMistake) ? "passing" : "mistake";
}

function isMistake(link: unknown): boolean {
  return link instanceof Error && MISTAKES.has(link.name);
}

/** The names of errors that come from a wrong request, or from a fault in the program. */
const MISTAKES: ReadonlySet<string> = new Set([
  "InvalidParameterException",
  "MisplacedRetryError",
  "RangeError",
  "TypeError",
  "ValidationException",
]);
