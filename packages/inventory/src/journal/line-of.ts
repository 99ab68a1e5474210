import { crcMember } from "./crc-member.js";
import type { Step } from "../crawl/step.js";

/**
 * A step as a line of a journal, its line end included: plain NDJSON, with a CRC-32 as the last member.
 *
 * @throws TypeError for what is no JSON: a BigInt, an object in itself.
 */
export function lineOf(step: Step): string {
  const { _tag, ...rest } = step;
  // The tag stands first: by it a half first line of a journal is told from a file of somebody else.
  const body = JSON.stringify({ _tag, ...rest }).slice(0, -1);
  return `${body}${crcMember(body)}\n`;
}
