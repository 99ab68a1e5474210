import { identity } from "rxjs";

/** Where a member stands in a request or an answer: its own name, after the names of those around it. */
export type MemberPath = readonly string[];

/** The member at the path; `undefined` where there is none, or nothing that could have it. */
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

/** Copies with the member set, one for each value; only what lies on the path is copied. */
export function copiesWith(target: object, [name = "", ...rest]: MemberPath): (value: unknown) => object {
  const inner = (target as Record<string, unknown>)[name];
  const innerCopy = rest.length === 0 ? identity : copiesWith(isObject(inner) ? inner : {}, rest);
  // The member is there before it is set: to add one to each copy takes twenty times as long, for each request.
  const template: Record<string, unknown> = { ...target };
  template[name] = undefined;
  return (value) => {
    const copy = { ...template };
    copy[name] = innerCopy(value);
    return copy;
  };
}

/** A copy without the member; only what lies on the path is copied. */
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
