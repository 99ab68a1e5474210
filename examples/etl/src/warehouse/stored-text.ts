/**
 * A text as Postgres takes it: a `text` can have neither a NUL nor half of a surrogate pair.
 *
 * The driver would replace such a half, too, but only after keys are compared. Two keys that differ only there must be equal.
 */
export function storedText(text: string): string {
  return text.replaceAll("\0", "\uFFFD").replaceAll(/\p{Surrogate}/gu, "\uFFFD");
}

/**
 * JSON as Postgres takes it: a `jsonb` can have neither a NUL nor half of a surrogate pair.
 *
 * `JSON.stringify` writes both as escapes. Every escape is matched, so that an escaped backslash before `u0000` is not misread.
 */
export function storedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g, (escape, code: string) =>
    code.length > 1 ? String.raw`\ufffd` : escape,
  );
}
