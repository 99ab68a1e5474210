import { type EmptyAnswerError, isEmptyAnswerError } from "@rekognition-rx/core";
import { isPartialAnswerError, type PartialAnswerError } from "./partial-answer-error.js";

/** Whether the service answered, but without what was asked for. Its next answer may have it. */
export function isUnusableAnswer(error: unknown): error is EmptyAnswerError | PartialAnswerError {
  return isEmptyAnswerError(error) || isPartialAnswerError(error);
}
