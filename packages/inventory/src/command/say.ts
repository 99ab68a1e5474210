import { oneLine } from "../text/one-line.js";

/** Writes a sentence to stderr, on a line of its own and without control characters. */
export function say(sentence: string): void {
  process.stderr.write(`rekognition-inventory: ${oneLine(sentence)}\n`);
}
