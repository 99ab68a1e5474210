import * as fc from "fast-check";

/** What begins like a resume token of ours; only the service may hand it out, nobody starts from it. */
export const MARKED = "rekognition-rx:";

const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(97 + at));

/** What is no more than a token, whatever it looks like. */
const LOOKALIKES = [
  "0",
  " ",
  "null",
  "undefined",
  "__proto__",
  "constructor",
  '{"a":1}',
  "\u0000",
  "é€𝒳",
  `${MARKED}{"end":true}`,
  `${MARKED}x`,
  "x".repeat(1024),
];

/** Letters first, and often: a counterexample shrinks to them, unless it takes something else. */
const WORDS = [...LETTERS, ...LETTERS, ...LETTERS, ...LOOKALIKES];

/**
 * A token as a person reads it: a letter, now and then something that looks like something else.
 *
 * Never empty: `""` is no token, and stands where a sequence ends with it.
 * By number, since `constantFrom` shrinks to its first value only, and the tokens of a sequence differ.
 */
export const words: fc.Arbitrary<string> = fc.nat(WORDS.length - 1).map((at) => WORDS[at] ?? "a");
