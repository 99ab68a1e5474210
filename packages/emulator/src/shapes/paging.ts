import { integer } from "./integer.js";
import type { Member } from "./member.js";
import { text } from "./text.js";

/** The token of a listing's next page. */
export const nextToken: Member<string> = text({ maxLength: 1_024 });

/** The most items that a page may have. */
export function maxResults(max: number): Member<number> {
  return integer({ min: 1, max });
}
