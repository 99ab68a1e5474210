import type { Member } from "./member.js";
import { wrongJsonType } from "./wrong-json-type.js";

/** One string of a set. Before `broken` has checked it, it may be any string. */
export function oneOf<A extends string>(values: readonly A[]): Member<A> {
  return {
    read(value) {
      if (typeof value !== "string") {
        throw wrongJsonType(value, "String");
      }
      return value as A;
    },
    broken: (value) =>
      values.includes(value) ? [] : [`Member must satisfy enum value set: [${values.toSorted().join(", ")}]`],
    show: (value) => value,
    about: { type: "string", constraints: [values.map((value) => `\`${value}\``).join(" or ")] },
  };
}
