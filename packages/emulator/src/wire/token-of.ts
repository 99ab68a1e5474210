import type { JsonObject } from "./json-object.js";

/** The token of a request: `undefined` asks for the first page, and so does an empty one. */
export function tokenOf(input: JsonObject | undefined): string | undefined {
  const token = input?.["NextToken"];
  return typeof token === "string" && token !== "" ? token : undefined;
}
