import { oneLine } from "../text/one-line.js";
import type { Finding } from "./finding.js";

/**
 * A finding from a sentence of this package, which says what is and, after a semicolon, what to do.
 *
 * A semicolon in brackets or in quotes is a part of what somebody else said.
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

/** -1 where nothing is to be done. */
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
