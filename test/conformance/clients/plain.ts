import type { JsonObject } from "@rekognition-rx/emulator";

/** An output in the same form whatever client it comes from: no metadata, and times as texts. */
export function plain(output: unknown): JsonObject {
  const value = plainValue("", output) as Record<string, unknown>;
  const { $metadata: _, ResponseMetadata: __, ...rest } = value;
  return rest;
}

function plainValue(name: string, value: unknown): unknown {
  if (value instanceof Date) {
    return value.toISOString();
  }
  // The first version of the CLI prints the wire's seconds, the second and boto3 have texts.
  if (name.endsWith("Timestamp") && typeof value === "number") {
    return new Date(Math.round(value * 1_000)).toISOString();
  }
  if (name.endsWith("Timestamp") && typeof value === "string") {
    return new Date(value).toISOString();
  }
  if (Array.isArray(value)) {
    return value.map((each: unknown) => plainValue("", each));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([member, each]) => [member, plainValue(member, each)]));
}
