/**
 * Whether two runs would find the same targets, by the JSON of their options. Regions and accounts may be in another
 * order, and an option that is left out equals an empty one.
 */
export function isSameTargets(one: string, other: string): boolean {
  return ordered(JSON.parse(one)) === ordered(JSON.parse(other));
}

function ordered(targets: unknown): string {
  if (typeof targets !== "object" || targets === null) {
    return JSON.stringify(targets);
  }
  const entries = Object.entries(targets)
    .filter(([, value]) => value !== false && !(Array.isArray(value) && value.length === 0))
    // Except for profiles: the first one that can enter an account is used.
    .map(([name, value]) => [name, Array.isArray(value) && name !== "profiles" ? set(value) : value] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries);
}

function set(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map((value) => JSON.stringify(value)))].toSorted();
}
