import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";

/** States what a law says of this run. The sentence is what a counterexample is reported with. */
export function uphold(holds: boolean, broken: string): asserts holds {
  if (!holds) {
    throw new BrokenLaw(broken);
  }
}

/** As {@link uphold}, where a law says what something is. */
export function upholdEqual(what: string, actual: unknown, expected: unknown): void {
  uphold(
    isDeepStrictEqual(actual, expected),
    `${what}: got ${fc.stringify(actual)}, and the law says ${fc.stringify(expected)}`,
  );
}

/** A law does not hold. */
class BrokenLaw extends Error {
  override readonly name = "BrokenLaw";
}
