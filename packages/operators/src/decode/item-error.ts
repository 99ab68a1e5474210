import { DecodeError, decodeErrorFrom } from "@rekognition-rx/core";
import type * as t from "io-ts";

/** Where an item is in its walk. */
interface ItemPlace {
  /** The keys that lead to it in its page. */
  readonly at: readonly PropertyKey[];
  readonly resource: string | undefined;
  /** Its number in the walk, if the items are counted. */
  readonly index: number | undefined;
}

/** The error of an invalid item. It has the item, and the image of the item if there is one. */
export function itemError(errors: t.Errors, item: unknown, { at, resource, index }: ItemPlace): DecodeError {
  return new DecodeError({
    issues: decodeErrorFrom(errors, at).errors,
    raw: item,
    sourceRef: imageIn(item),
    resource,
    index,
  });
}

/** The image of a line that may not be JSON: the line may be cut off, or begin with something else. */
function imageIn(line: unknown): string | undefined {
  return typeof line === "string" ? /"source-ref"\s*:\s*"([^"\\]+)"/.exec(line)?.[1] : undefined;
}
