import { listOf } from "./list-of.js";
import { mapOf } from "./map-of.js";
import type { Member } from "./member.js";
import { text } from "./text.js";

/** Tags, as every operation takes them. */
export const tagMap: Member<ReadonlyMap<string, string>> = mapOf(
  text({ minLength: 1, maxLength: 128, pattern: "^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$" }),
  text({ minLength: 0, maxLength: 256, pattern: "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$" }),
  { min: 0, max: 200 },
);

/** The keys of tags. */
export const tagKeys: Member<readonly string[]> = listOf(
  text({ minLength: 1, maxLength: 128, pattern: "^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$" }),
  { min: 0, max: 200 },
);
