import { crc32 } from "node:zlib";

/**
 * The CRC-32 of a line, begun with the CRC of the line before. So if a line is left out, doubled, moved, or from
 * another journal, the next line shows it.
 *
 * @param body - the line before its {@link crcMember}.
 * @param before - the CRC of the line before it; 0 for the first.
 */
export function crcOf(body: string | Uint8Array, before: number): number {
  return crc32(body, before);
}

/** The end of a line, after the other members of its object: its CRC, and the closing brace. */
export function crcMember(crc: number): string {
  return `,"crc":"${crc.toString(16).padStart(8, "0")}"}`;
}

/** The length of every {@link crcMember}, in bytes. */
export const CRC_MEMBER_LENGTH = 18;
