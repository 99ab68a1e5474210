import { crc32 } from "node:zlib";

/** What stands at the end of a line, after the other members of its object: their CRC-32, and the closing brace. */
export function crcMember(body: string | Uint8Array): string {
  return `,"crc":"${crc32(body).toString(16).padStart(8, "0")}"}`;
}

/** Bytes of every {@link crcMember}. */
export const CRC_MEMBER_LENGTH = 18;
