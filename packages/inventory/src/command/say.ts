import { oneLine } from "../text/one-line.js";

/** A sentence on stderr, in a line of its own and without control characters. */
export function say(sentence: string): void {
  process.stderr.write(`rekognition-inventory: ${oneLine(sentence)}\n`);
}
