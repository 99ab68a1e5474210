import type { Member } from "./member.js";
import { wrongJsonType } from "./wrong-json-type.js";

/** A 32-bit integer from `min` to `max`, both included. */
export function integer(range: { readonly min: number; readonly max?: number }): Member<number> {
  const { min, max = Number.POSITIVE_INFINITY } = range;
  return {
    read(value) {
      if (typeof value !== "number" || !Number.isInteger(value) || value !== (value | 0)) {
        throw wrongJsonType(value, "Integer");
      }
      return value;
    },
    broken(value) {
      if (value < min) {
        return [`Member must have value greater than or equal to ${min}`];
      }
      if (value > max) {
        return [`Member must have value less than or equal to ${max}`];
      }
      return [];
    },
    show: String,
    about: { type: "integer", constraints: [max === Number.POSITIVE_INFINITY ? `${min} or more` : `${min} to ${max}`] },
  };
}
