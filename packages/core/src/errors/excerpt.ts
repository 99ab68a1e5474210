/**
 * Shows the beginning of any value in one line, for a message.
 *
 * Never throws and never reads far, whatever the value is. `JSON.stringify` and `String` do not promise that.
 *
 * @param limit - the most characters, not counting the dots that stand for the rest.
 */
export function excerpt(value: unknown, limit: number = 80): string {
  const text = textOf(value, limit, 2);
  return text.length > limit ? `${text.slice(0, limit)}...` : text;
}

function textOf(value: unknown, limit: number, depth: number): string {
  try {
    if (typeof value === "string") {
      return JSON.stringify(value.slice(0, limit + 1));
    }
    if (typeof value === "bigint") {
      return `${value}n`;
    }
    if (typeof value === "function") {
      return "a function";
    }
    return typeof value === "object" && value !== null ? showObject(value, limit, depth) : String(value);
  } catch {
    return "a value that cannot be read";
  }
}

function showObject(value: object, limit: number, depth: number): string {
  const isArray = Array.isArray(value);
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  }
  if (value instanceof Error) {
    return `${value.name}: ${value.message}`;
  }
  const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
  if (depth === 0) {
    return `${open}...${close}`;
  }
  const parts: string[] = [];
  let length = 0;
  for (const key of isArray ? indices(value) : Object.keys(value)) {
    if (length > limit) {
      break;
    }
    const part = `${isArray ? "" : `${key}: `}${showMember(value, key, limit, depth)}`;
    parts.push(part);
    length += part.length + 2;
  }
  const inside = parts.join(", ");
  return isArray || inside === "" ? `${open}${inside}${close}` : `${open} ${inside} ${close}`;
}

/** A function of its own, so that a member that throws does not hide the others. */
function showMember(value: object, key: PropertyKey, limit: number, depth: number): string {
  try {
    return textOf(Reflect.get(value, key), limit, depth - 1);
  } catch {
    return "a value that cannot be read";
  }
}

/** The indices one by one: `Object.keys` of a long array would make all of them. */
function* indices(value: readonly unknown[]): Generator<number> {
  for (let index = 0; index < value.length; index += 1) {
    yield index;
  }
}
