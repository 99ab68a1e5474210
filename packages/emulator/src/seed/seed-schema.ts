import { readFileSync } from "node:fs";
import type { JsonSchema } from "./json-schema.js";

let schema: JsonSchema | undefined;

/** The schema of a seed; users find it as `seed.schema.json`. */
export function seedSchema(): JsonSchema {
  schema ??= JSON.parse(readFileSync(new URL("../../seed.schema.json", import.meta.url), "utf8")) as JsonSchema;
  return schema;
}
