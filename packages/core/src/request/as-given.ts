/**
 * Writes a refused value for an error message.
 *
 * Never throws, and never writes a long value in full: the value comes from outside.
 */
export function asGiven(value: unknown): string {
  if (typeof value === "string") {
    // In quotes, so that "3" and 3 look different.
    return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value);
  }
  if (typeof value === "function") {
    return "a function";
  }
  if (typeof value === "bigint") {
    return `${value}n`;
  }
  return typeof value === "object" && value !== null ? describe(value) : String(value);
}

const LONGEST = 80;
const MOST_MEMBERS = 5;

function describe(value: object): string {
  try {
    if (Array.isArray(value)) {
      return "an array";
    }
    const members = Object.keys(value);
    const first = members.slice(0, MOST_MEMBERS).join(", ").slice(0, LONGEST) || "no members";
    return `an object with ${first}${members.length > MOST_MEMBERS ? ", ..." : ""}`;
  } catch {
    return "an object that cannot be read";
  }
}
