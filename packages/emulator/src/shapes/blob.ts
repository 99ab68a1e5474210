import type { Member } from "./member.js";
import { wrongJsonType } from "./wrong-json-type.js";

/** Bytes, in base64 on the wire. The length is the number of bytes. */
export function blob(length: { readonly min: number; readonly max: number }): Member<Buffer> {
  return {
    read(value) {
      if (typeof value !== "string") {
        throw wrongJsonType(value, "Blob");
      }
      const bytes = Buffer.from(value, "base64");
      // Node ignores characters that are not base64; the service refuses them.
      if (bytes.toString("base64") !== value) {
        throw wrongJsonType(value, "Blob");
      }
      return bytes;
    },
    broken(value) {
      if (value.length > length.max) {
        return [`Member must have length less than or equal to ${length.max}`];
      }
      if (value.length < length.min) {
        return [`Member must have length greater than or equal to ${length.min}`];
      }
      return [];
    },
    // The service prints a blob so, without its bytes.
    show: (value) => `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`,
    about: { type: "blob", constraints: [`${length.min} to ${length.max} bytes`] },
  };
}
