import { excerpt } from "../errors/excerpt.js";

/**
 * The answer itself, if it is one.
 *
 * @throws TypeError for what is no object: AWS answers nothing else, so a middleware or a double did.
 */
export function checkAnswer<Answer>(operation: string, answer: Answer): Answer {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) {
    throw new TypeError(
      `${operation} was answered with ${Array.isArray(answer) ? "an array" : excerpt(answer)} and not with an object; ` +
        `look at the client's middleware, at perRequest, or at the double that stands in for the client`,
    );
  }
  return answer;
}
