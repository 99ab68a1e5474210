/** As the JSON parser of most of AWS's services has it: how many levels JSON may have. */
export const MAX_DEPTH = 1_000;

/**
 * Whether JSON is nested deeper than a number of levels.
 *
 * Without recursion, which is what it protects others from: what is kept is written out again.
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
