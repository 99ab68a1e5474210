/** Whether a member is missing. `null` counts as missing, as it does for the SDK. */
export function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
