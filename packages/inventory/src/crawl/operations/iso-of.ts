/** ISO 8601 in UTC; `null` for a time that was not given. */
export function isoOf(time: Date | undefined): string | null {
  return time === undefined ? null : time.toISOString();
}
