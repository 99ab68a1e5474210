import { identity } from "rxjs";

/** The path to a member of a request or an answer: the names of the members around it, then its own name. */
export type MemberPath = readonly string[];

/** The member at the path; `undefined` if it, or a member on the way to it, is missing. */
export function readMember(from: object, path: MemberPath): unknown {
  let value: unknown = from;
  for (const name of path) {
    if (!isObject(value)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** Returns a function that copies the target with the member set to a value. Only what is on the path is copied. */
export function copiesWith(target: object, [name = "", ...rest]: MemberPath): (value: unknown) => object {
  const inner = (target as Record<string, unknown>)[name];
  const innerCopy = rest.length === 0 ? identity : copiesWith(isObject(inner) ? inner : {}, rest);
  // The template already has the member: adding it to the copy of each request would take twenty times as long.
  const template: Record<string, unknown> = { ...target };
  template[name] = undefined;
  return (value) => {
    const copy = { ...template };
    copy[name] = innerCopy(value);
    return copy;
  };
}

/** A copy without the member. Only what is on the path is copied. */
export function withoutMember(target: object, path: MemberPath): object {
  if (readMember(target, path) === undefined) {
    return { ...target };
  }
  const [name = "", ...rest] = path;
  const { [name]: inner, ...others } = target as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [name]: withoutMember(inner as object, rest) };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
