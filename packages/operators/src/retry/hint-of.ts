/**
 * Milliseconds that the service asks to wait: `retry-after` (seconds or a date), or `x-amz-retry-after`.
 *
 * @param response - the HTTP response that came with the failure, as the SDK's errors carry it.
 * @param now - the time of day, in ms, for a hint that is a date.
 */
export function hintOf(response: unknown, now: number): number | undefined {
  if (typeof response !== "object" || response === null || !("headers" in response)) {
    return undefined;
  }
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    const header = name.toLowerCase();
    const hint =
      header === "x-amz-retry-after" ? milliseconds(value) : header === "retry-after" ? afterOf(value, now) : undefined;
    if (hint !== undefined) {
      return hint;
    }
  }
  return undefined;
}

/** `retry-after`: seconds, or a date. */
function afterOf(value: unknown, now: number): number | undefined {
  const seconds = milliseconds(value);
  if (seconds !== undefined) {
    return seconds * 1_000;
  }
  const date = Date.parse(String(value));
  return Number.isNaN(date) ? undefined : date - now;
}

function milliseconds(value: unknown): number | undefined {
  const text = String(value).trim();
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
