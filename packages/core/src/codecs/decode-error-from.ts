import type * as t from "io-ts";
import { DecodeError } from "../errors/decode-error.js";
import { isDescribed } from "./schema/described-type.js";

/**
 * Makes a {@link DecodeError} from the errors of any io-ts codec.
 *
 * @param errors - the `Left` of a `decode`.
 * @param at - the keys that lead to the value, with which each path begins: `["ProjectDescriptions", 3]`.
 *
 * @example
 * ```ts
 * import { DescribeProjectsResponse, decodeErrorFrom } from "@rekognition-rx/core";
 * import * as Either from "fp-ts/lib/Either.js";
 *
 * const decode = (json: string) =>
 *   Either.mapLeft(decodeErrorFrom)(DescribeProjectsResponse.decode(JSON.parse(json)));
 * ```
 */
export function decodeErrorFrom(errors: t.Errors, at: readonly PropertyKey[] = []): DecodeError {
  return new DecodeError({
    issues: errors.map(({ value, context, message }) => ({
      path: [...at, ...keysOf(context)],
      value,
      message: message ?? `expected ${expectation(context)}`,
    })),
  });
}

/** The keys in the value, without the steps of the codec alone: the members of a union or an intersection. */
function keysOf(context: t.Context): readonly PropertyKey[] {
  const keys: PropertyKey[] = [];
  let parent: t.ContextEntry | undefined;
  for (const entry of context) {
    const isRoot = parent === undefined && entry.key === "";
    if (!isRoot && !isBranching(parent?.type)) {
      keys.push(isArray(parent?.actual) && /^\d+$/.test(entry.key) ? Number(entry.key) : entry.key);
    }
    parent = entry;
  }
  return keys;
}

function isBranching(type: t.Decoder<never, unknown> | undefined): boolean {
  const { _tag: tag } = (type ?? {}) as { readonly _tag?: unknown };
  return tag === "UnionType" || tag === "IntersectionType";
}

function expectation(context: t.Context): string {
  const type: t.Decoder<never, unknown> | undefined = context.at(-1)?.type;
  return isDescribed(type) ? type.expected : (type?.name ?? "another value");
}

/** `Array.isArray` throws on a revoked proxy. */
function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
