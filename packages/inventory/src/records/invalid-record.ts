import type { DecodeError } from "@rekognition-rx/core";
import { inspect } from "node:util";

/** What could not be read: it is in no table, but here, as it came. */
export interface InvalidRecord {
  /** What is wrong with it, in a sentence. */
  readonly error: string;
  /** Where, for each problem. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** As it came from the client; text, where it cannot be written as JSON. */
  readonly raw: unknown;
}

/** Can always be written as JSON. */
export function invalidRecord(error: DecodeError, raw: unknown): InvalidRecord {
  return {
    error: error.message,
    problems: error.errors.map(({ path, message }) => ({ path, message })),
    raw: isJson(raw) ? raw : inspect(raw),
  };
}

/** What a double gives in a test can be anything: a loop, a `BigInt`, a getter that throws. */
function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
