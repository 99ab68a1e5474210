import type { DecodeError } from "@rekognition-rx/core";
import { inspect } from "node:util";

/** A project that could not be decoded, with all its datasets: one line of `inventory.invalid.ndjson`. */
export interface InvalidProject {
  /** What is wrong with it, in a sentence. */
  readonly error: string;
  /** Where, for each problem. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** The project as it came from the client. */
  readonly project: unknown;
}

/** The dead letter of a project; can always be written as JSON. */
export function invalidProject(error: DecodeError, raw: unknown): InvalidProject {
  return {
    error: error.message,
    problems: error.errors.map(({ path, message }) => ({ path, message })),
    project: isJson(raw) ? raw : inspect(raw),
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
