import { crc32 } from "node:zlib";

/**
 * The CRC-32 of a line, begun with that of the line before it: a line that is left out, doubled or moved, or that is another
 * journal's, is seen in the line after it.
 *
 * @param body - what stands before its {@link crcMember}.
 * @param before - the CRC of the line before it; 0 for the first.
 */
export function crcOf(body: string | Uint8Array, before: number): number {
  return crc32(body, before);
}

/** What stands at the end of a line, after the other members of its object: its CRC, and the closing brace. */
export function crcMember(crc: number): string {
  return `,"crc":"${crc.toString(16).padStart(8, "0")}"}`;
}

/** Bytes of every {@link crcMember}. */
export const CRC_MEMBER_LENGTH = 18;
