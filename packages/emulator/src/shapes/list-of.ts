import type { Member } from "./member.js";
import { wrongJsonType } from "./wrong-json-type.js";

/** A list with a limited length. `item` reads and checks each of its items. */
export function listOf<A>(
  item: Member<A>,
  length: { readonly min?: number; readonly max?: number } = {},
): Member<readonly A[]> {
  const { min = 0, max = Number.POSITIVE_INFINITY } = length;
  const items = max === Number.POSITIVE_INFINITY ? [] : [min === max ? `${min} items` : `${min} to ${max} items`];
  const ofEach = item.about.constraints.length === 0 ? [] : [`each ${item.about.constraints.join(", ")}`];
  return {
    read(value) {
      if (!Array.isArray(value)) {
        throw wrongJsonType(value, "List");
      }
      return value.map((each: unknown) => item.read(each));
    },
    broken(values) {
      const broken: string[] = [];
      if (values.length > max) {
        broken.push(`Member must have length less than or equal to ${max}`);
      }
      if (values.length < min) {
        broken.push(`Member must have length greater than or equal to ${min}`);
      }
      // The service names the constraints of the first bad item only, and not which item it was.
      const ofItem = values.map((value) => item.broken(value)).find((messages) => messages.length > 0);
      if (ofItem !== undefined) {
        broken.push(`Member must satisfy constraint: [${ofItem.join(", ")}]`);
      }
      return broken;
    },
    brokenInside: (values, path) =>
      values.flatMap((value, index) => item.brokenInside?.(value, `${path}.${index + 1}.member`) ?? []),
    show: (values) => `[${values.map((value) => item.show(value)).join(", ")}]`,
    about: {
      type: `list of ${item.about.type}`,
      constraints: [...items, ...ofEach],
      ...(item.about.members === undefined ? {} : { members: item.about.members }),
    },
  };
}
