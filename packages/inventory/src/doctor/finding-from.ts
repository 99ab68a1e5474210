import { oneLine } from "../text/one-line.js";
import type { Finding } from "./finding.js";

/**
 * A finding from a sentence of this package. The sentence says what is wrong and, after a semicolon, what to do.
 *
 * A semicolon in brackets or in quotes does not count: it is part of a quoted message.
 */
export function findingFrom(about: Pick<Finding, "check" | "outcome" | "target">, sentence: string): Finding {
  const text = oneLine(sentence);
  const at = endOfWhat(text);
  return {
    ...about,
    message: at === -1 ? text : text.slice(0, at),
    remedy: at === -1 ? null : text.slice(at + SEPARATOR.length),
  };
}

/** Where the part that says what is wrong ends; -1 if there is nothing to do. */
function endOfWhat(text: string): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      isQuoted = !isQuoted;
    } else if (!isQuoted && character === "(") {
      depth += 1;
    } else if (!isQuoted && character === ")") {
      depth -= 1;
    } else if (!isQuoted && depth <= 0 && text.startsWith(SEPARATOR, at)) {
      return at;
    }
  }
  return -1;
}

const SEPARATOR = "; ";
