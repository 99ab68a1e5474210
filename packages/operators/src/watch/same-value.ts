/**
 * Whether two values of an answer are equal: plain objects by their members, lists in their order, dates by their time.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return false;
  }
  if (a instanceof Date || b instanceof Date) {
    return a instanceof Date && b instanceof Date && Object.is(a.getTime(), b.getTime());
  }
  if (Array.isArray(a) !== Array.isArray(b)) {
    return false;
  }
  const members = Object.entries(a).filter(isThere);
  const others = new Map(Object.entries(b).filter(isThere));
  return (
    members.length === others.size &&
    members.every(([key, value]) => others.has(key) && sameValue(value, others.get(key)))
  );
}

/** A member that is `undefined` counts as left out. */
function isThere([, value]: readonly [string, unknown]): boolean {
  return value !== undefined;
}
