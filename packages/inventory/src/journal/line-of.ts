import { crcMember, crcOf } from "./crc-member.js";
import type { Step } from "../crawl/step.js";

/**
 * A step as the body of a line: plain JSON, without its closing brace.
 *
 * @throws TypeError for what is no JSON: a BigInt, an object in itself.
 */
export function bodyOf(step: Step): string {
  const { _tag, ...rest } = step;
  // The tag stands first: by it a half first line of a journal differs from a file of somebody else.
  return JSON.stringify({ _tag, ...rest }).slice(0, -1);
}

/** Makes the lines of a journal of their bodies, one after the other: NDJSON, with a CRC-32 as the last member. */
export class LineChain {
  #crc: number;

  /** @param crc - of the last line that there is; 0 where there is none. */
  constructor(crc: number) {
    this.#crc = crc;
  }

  /** The next line, its line end included. */
  line(body: string): string {
    this.#crc = crcOf(body, this.#crc);
    return `${body}${crcMember(this.#crc)}\n`;
  }
}
