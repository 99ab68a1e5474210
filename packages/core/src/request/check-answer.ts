import { excerpt } from "../errors/excerpt.js";

/**
 * Returns the answer, if it is an object.
 *
 * @throws TypeError for any other value: AWS answers only with objects, so a middleware or a test double gave it.
 */
export function checkAnswer<Answer>(operation: string, answer: Answer): Answer {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) {
    throw new TypeError(
      `${operation} was answered with ${Array.isArray(answer) ? "an array" : excerpt(answer)} and not with an object; ` +
        `check the client's middleware, perRequest, or the test double of the client`,
    );
  }
  return answer;
}
