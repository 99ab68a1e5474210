/** A value that an argument check refuses, as its message names it. */
export function show(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "an array" : `an object with ${Object.keys(value).join(", ") || "no members"}`;
  }
  return typeof value === "string" ? JSON.stringify(value) : typeof value === "function" ? "a function" : String(value);
}
