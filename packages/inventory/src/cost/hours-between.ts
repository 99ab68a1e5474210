/** Hours from one time to another, both ISO 8601. */
export function hoursBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / 3_600_000;
}
