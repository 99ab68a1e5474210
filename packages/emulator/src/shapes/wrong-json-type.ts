import { ServiceError } from "../wire/service-error.js";

/** The error for a JSON value of another type than its member has. */
export function wrongJsonType(
  value: unknown,
  expected: "Integer" | "Float" | "Timestamp" | "String" | "Boolean" | "Blob" | "List" | "Map" | "Structure",
): ServiceError {
  return new ServiceError({ code: "SerializationException", message: message(value, expected) });
}

function message(value: unknown, expected: string): string {
  if (Array.isArray(value) && expected !== "List") {
    return "Start of list found where not expected";
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return "Start of structure or map found where not expected.";
  }
  return `${token(value)} can not be converted to ${expected === "Integer" ? "an" : "a"} ${expected}`;
}

function token(value: unknown): string {
  if (typeof value === "boolean") {
    return value ? "TRUE_VALUE" : "FALSE_VALUE";
  }
  if (typeof value === "number") {
    return Number.isInteger(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  }
  return value === null ? "NULL_VALUE" : "STRING_VALUE";
}
