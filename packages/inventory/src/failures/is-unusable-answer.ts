import { type EmptyAnswerError, isEmptyAnswerError } from "./empty-answer-error.js";
import { isPartialAnswerError, type PartialAnswerError } from "./partial-answer-error.js";

/** Whether an error says that the service answered, and did not say what was asked for: it may do so the next time. */
export function isUnusableAnswer(error: unknown): error is EmptyAnswerError | PartialAnswerError {
  return isEmptyAnswerError(error) || isPartialAnswerError(error);
}
