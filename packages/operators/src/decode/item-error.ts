import { DecodeError, decodeErrorFrom } from "@rekognition-rx/core";
import type * as t from "io-ts";

/** Where an item stands. */
interface ItemPlace {
  /** The keys that lead to it in its page. */
  readonly at: readonly PropertyKey[];
  readonly resource: string | undefined;
  /** Its number in the walk, where that is counted. */
  readonly index: number | undefined;
}

/** The error of an item that is invalid: with the item, and its image where it has one. */
export function itemError(errors: t.Errors, item: unknown, { at, resource, index }: ItemPlace): DecodeError {
  return new DecodeError({
    issues: decodeErrorFrom(errors, at).errors,
    raw: item,
    sourceRef: imageIn(item),
    resource,
    index,
  });
}

/** The image of a line that may be no JSON: cut off, or with something in front of it. */
function imageIn(line: unknown): string | undefined {
  return typeof line === "string" ? /"source-ref"\s*:\s*"([^"\\]+)"/.exec(line)?.[1] : undefined;
}
