/**
 * Whether two runs would discover the same, by the options of their discoveries as JSON: regions and accounts may stand in
 * another order, and what is left out is as good as what is empty.
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
    // Which profile comes first decides which way an account is entered.
    .map(([name, value]) => [name, Array.isArray(value) && name !== "profiles" ? set(value) : value] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries);
}

function set(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map((value) => JSON.stringify(value)))].toSorted();
}
