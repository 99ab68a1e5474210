/**
 * The text for a refused value in an error message.
 *
 * It never throws, and it is never long: the value comes from outside and can be anything.
 */
export function asGiven(value: unknown): string {
  if (typeof value === "string") {
    // In quotes, so that the text "3" looks different from the number 3.
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
