/**
 * A text as Postgres takes it: there is neither a NUL nor half of a surrogate pair in a `text`.
 *
 * The driver would replace such a half, too, but only after keys are compared: two that differ in nothing else are one.
 */
export function storedText(text: string): string {
  return text.replaceAll("\0", "\uFFFD").replaceAll(/\p{Surrogate}/gu, "\uFFFD");
}

/**
 * JSON as Postgres takes it: there is neither a NUL nor half of a surrogate pair in a `jsonb`.
 *
 * `JSON.stringify` writes both as escapes. Every escape is looked at, so that a backslash before one is not misread.
 */
export function storedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g, (escape, code: string) =>
    code.length > 1 ? String.raw`\ufffd` : escape,
  );
}
