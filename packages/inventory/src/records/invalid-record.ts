import type { DecodeError } from "@rekognition-rx/core";
import { inspect } from "node:util";

/** A record that could not be read, as it came. It is in no table. */
export interface InvalidRecord {
  /** What is wrong with it, in a sentence. */
  readonly error: string;
  /** What is wrong, and where in the record. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** The record as it came from the client; a text, if it cannot be written as JSON. */
  readonly raw: unknown;
}

/** A record that can always be written as JSON. */
export function invalidRecord(error: DecodeError, raw: unknown): InvalidRecord {
  return {
    error: error.message,
    problems: error.errors.map(({ path, message }) => ({ path, message })),
    raw: isJson(raw) ? raw : inspect(raw),
  };
}

/** A test double can give anything: an object that contains itself, a `BigInt`, a getter that throws. */
function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
