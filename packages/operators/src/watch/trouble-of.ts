import {
  causesOf,
  isListingError,
  isRepeatedTokenError,
  isRetriesExhaustedError,
  isTooManyPagesError,
} from "@rekognition-rx/core";
import { classifyFailure } from "../retry/classify-failure.js";
import { IncompletePollError } from "./incomplete-poll-error.js";

/** Why a poll failed: it will pass, because of throttling or else, or the caller has made a mistake, which will not. */
export type Trouble = "throttled" | "passing" | "mistake";

/**
 * What a failed poll means for the next one.
 *
 * What comes from the service, or from the way to it, passes: permissions are given back, too. What a listing wraps in no
 * error of its own is the caller's: the reason of a signal, what an operator or a checkpoint threw.
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

/** Requests that are wrong, and programs. */
const MISTAKES: ReadonlySet<string> = new Set([
  "InvalidParameterException",
  "MisplacedRetryError",
  "RangeError",
  "TypeError",
  "ValidationException",
]);
