import { isJsonObject } from "../wire/json-object.js";
import type { Member } from "./member.js";
import { wrongJsonType } from "./wrong-json-type.js";

/** A map with a limited size. `key` and `value` read and check its keys and values. */
export function mapOf<A>(
  key: Member<string>,
  value: Member<A>,
  size: { readonly min: number; readonly max: number },
): Member<ReadonlyMap<string, A>> {
  return {
    read(json) {
      if (!isJsonObject(json)) {
        throw wrongJsonType(json, "Map");
      }
      return new Map(Object.entries(json).map(([name, each]) => [key.read(name), value.read(each)]));
    },
    broken(map) {
      const broken: string[] = [];
      if (map.size > size.max) {
        broken.push(`Member must have length less than or equal to ${size.max}`);
      }
      if (map.size < size.min) {
        broken.push(`Member must have length greater than or equal to ${size.min}`);
      }
      const ofKey = [...map.keys()].map((name) => key.broken(name)).find((messages) => messages.length > 0);
      if (ofKey !== undefined) {
        broken.push(`Map keys must satisfy constraint: [${ofKey.join(", ")}]`);
      }
      const ofValue = [...map.values()].map((each) => value.broken(each)).find((messages) => messages.length > 0);
      if (ofValue !== undefined) {
        broken.push(`Map value must satisfy constraint: [${ofValue.join(", ")}]`);
      }
      return broken;
    },
    show: (map) => `{${[...map].map(([name, each]) => `${name}=${value.show(each)}`).join(", ")}}`,
    about: {
      type: `map of ${key.about.type} to ${value.about.type}`,
      constraints: [
        `${size.min} to ${size.max} entries`,
        `keys ${key.about.constraints.join(", ")}`,
        `values ${value.about.constraints.join(", ")}`,
      ],
    },
  };
}
