import { isJsonObject, type JsonObject } from "../wire/json-object.js";
import type { Shape } from "./member.js";

/** Converts an input whose values are all texts, as in a form, to the types that its members take. */
export function fromTexts(shape: Shape, input: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const about = Object.hasOwn(shape, name) ? shape[name]?.about : undefined;
      return [name, fromText(about?.type ?? "string", about?.members ?? {}, value)];
    }),
  );
}

function fromText(type: string, members: Shape, value: unknown): unknown {
  if (Array.isArray(value)) {
    const ofItem = type.replace(/^list of /, "");
    return value.map((each: unknown) => fromText(ofItem, members, each));
  }
  if (isJsonObject(value)) {
    return fromTexts(members, value);
  }
  const text = String(value);
  switch (type) {
    case "integer":
    case "float":
      return text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
    case "boolean":
      return text === "true" || (text === "false" ? false : text);
    case "timestamp": {
      const ms = Date.parse(text);
      return Number.isNaN(ms) ? text : ms / 1_000;
    }
    default:
      return text;
  }
}
