import { crcMember, crcOf } from "./crc-member.js";
import type { Step } from "../crawl/step.js";

/**
 * A step as the body of a line: plain JSON, without its closing brace.
 *
 * @throws TypeError if the step cannot be JSON: it has a BigInt, or an object that contains itself.
 */
export function bodyOf(step: Step): string {
  // The tag comes first: by it, the half first line of a journal is distinguished from the file of somebody else.
  return JSON.stringify(firstKeyOf(step) === "_tag" ? step : tagFirst(step)).slice(0, -1);
}

function tagFirst({ _tag, ...rest }: Step): object {
  return { _tag, ...rest };
}

function firstKeyOf(step: Step): string | undefined {
  for (const key in step) {
    return key;
  }
  return undefined;
}

/** Makes the lines of a journal from their bodies, one after the other: NDJSON, with a CRC-32 as the last member. */
export class LineChain {
  #crc: number;

  /** @param crc - that of the last line so far; 0 if there is none. */
  constructor(crc: number) {
    this.#crc = crc;
  }

  /** The next line, its line end included. */
  line(body: string): string {
    this.#crc = crcOf(body, this.#crc);
    return `${body}${crcMember(this.#crc)}\n`;
  }
}
