import type * as t from "io-ts";
import { formatPath } from "../../errors/format-path.js";
import type { DecodeIssue } from "../../errors/decode-error.js";
import { isDescribed } from "../schema/described-type.js";

/**
 * Lists the enum values in a decoded value that were not in AWS's model when this package was released.
 *
 * Decoding keeps such a value as its raw string and does not look it up, so that the usual case costs nothing.
 * Call this function if you want to know.
 *
 * @param codec - the codec of this package that the value was decoded with; for any other codec the list is empty.
 * @param at - the keys that lead to the value, with which each path begins: `["ProjectDescriptions", 3]`.
 *
 * @example
 * ```ts
 * import { ProjectDescription, unknownEnums } from "@rekognition-rx/core";
 *
 * function warnOfNews(project: ProjectDescription): void {
 *   for (const { path, value } of unknownEnums(ProjectDescription, project)) console.warn(`${path}: ${value}`);
 * }
 * ```
 */
export function unknownEnums<A>(
  codec: t.Type<A, unknown>,
  value: A,
  at: readonly PropertyKey[] = [],
): readonly UnknownEnum[] {
  const found = isDescribed(codec) ? codec.strayValues(value) : undefined;
  return (found ?? []).map((stray) => ({
    path: formatPath([...at, ...stray.path]),
    value: stray.value,
    message: `expected one of ${stray.known.join(", ")}`,
  }));
}

/** An enum value that this package does not know. It has the form of a problem, for the `issues` of a `DecodeError`. */
export interface UnknownEnum extends DecodeIssue {
  /** The raw string, as the service sent it. */
  readonly value: string;
}
