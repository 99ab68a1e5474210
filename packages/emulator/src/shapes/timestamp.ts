import type { Member } from "./member.js";
import { wrongJsonType } from "./wrong-json-type.js";

/** A time, in seconds since the epoch on the wire; in milliseconds once it is read. */
export function timestamp(): Member<number> {
  return {
    read(value) {
      if (typeof value !== "number" || !Number.isFinite(value)) {
        throw wrongJsonType(value, "Timestamp");
      }
      return value * 1_000;
    },
    broken: () => [],
    show: String,
    about: { type: "timestamp", constraints: [] },
  };
}
