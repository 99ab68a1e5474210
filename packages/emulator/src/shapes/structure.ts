import { isJsonObject } from "../wire/json-object.js";
import { brokenMembers, readMembers } from "./members.js";
import type { Input, Member, Shape } from "./member.js";
import { wrongJsonType } from "./wrong-json-type.js";

/** A structure; its members have shapes of their own. */
export function structure<S extends Shape>(shape: S): Member<Input<S>> {
  return {
    read(value) {
      if (!isJsonObject(value)) {
        throw wrongJsonType(value, "Structure");
      }
      return readMembers(shape, value);
    },
    broken: () => [],
    brokenInside: (value, path) => brokenMembers(shape, value, `${path}.`),
    show: (value) => JSON.stringify(value),
    about: { type: "structure", constraints: [], members: shape },
  };
}
