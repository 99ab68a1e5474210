import type { Member } from "./member.js";
import { wrongJsonType } from "./wrong-json-type.js";

/** A number from `min` to `max`, both included. */
export function float(range: { readonly min: number; readonly max: number }): Member<number> {
  return {
    read(value) {
      if (typeof value !== "number") {
        throw wrongJsonType(value, "Float");
      }
      return value;
    },
    broken(value) {
      if (value < range.min) {
        return [`Member must have value greater than or equal to ${range.min}`];
      }
      if (value > range.max) {
        return [`Member must have value less than or equal to ${range.max}`];
      }
      return [];
    },
    show: String,
    about: { type: "float", constraints: [`${range.min} to ${range.max}`] },
  };
}
