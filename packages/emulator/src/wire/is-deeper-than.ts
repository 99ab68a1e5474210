/** How many levels JSON may have: the limit of the JSON parser of most AWS services. */
export const MAX_DEPTH = 1_000;

/**
 * Whether JSON is nested deeper than a number of levels.
 *
 * It works without recursion. It protects code that recurses: JSON that is kept is written out again later.
 */
export function isDeeperThan(value: object, limit: number): boolean {
  let level: readonly object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit) {
      return true;
    }
    level = level.flatMap((each) => Object.values(each).filter((inner): inner is object => isObject(inner)));
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
