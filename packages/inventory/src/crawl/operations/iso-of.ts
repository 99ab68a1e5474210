/** ISO 8601 in UTC; `null` if no time was given. */
export function isoOf(time: Date | undefined): string | null {
  return time === undefined ? null : time.toISOString();
}
