/** A text of at most so many characters; where some are left out, the last one says so. */
export function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}
