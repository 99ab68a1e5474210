import type { Member } from "./member.js";
import { wrongJsonType } from "./wrong-json-type.js";

/** A boolean. */
export function flag(): Member<boolean> {
  return {
    read(value) {
      if (typeof value !== "boolean") {
        throw wrongJsonType(value, "Boolean");
      }
      return value;
    },
    broken: () => [],
    show: String,
    about: { type: "boolean", constraints: [] },
  };
}
