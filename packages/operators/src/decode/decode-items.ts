import { DecodeError } from "@rekognition-rx/core";
import { type Either, isLeft, left } from "fp-ts/lib/Either.js";
import type { Context, Decoder } from "io-ts";
import { checkCount } from "../arguments/check-count.js";
import { checkMethods } from "../arguments/check-methods.js";
import { checkOptions } from "../arguments/check-options.js";
import { isStandardSchema } from "./is-standard-schema.js";
import { itemError } from "./item-error.js";

/** Where the items of {@link decodeItems} come from, for the errors of invalid items. */
export interface DecodeItemsPlace {
  /** The member of the page that has the items: `DatasetEntries`. The paths of errors begin with it. */
  readonly list?: string | undefined;
  /** The ARN of the project or dataset that the items belong to. */
  readonly resource?: string | undefined;
  /** The number of the first item in the walk, if you count the items. */
  readonly firstIndex?: number | undefined;
}

/** An item as it came, and the result of decoding it. */
export interface DecodedItem<A> {
  /** The item as it came. */
  readonly raw: unknown;
  /** The decoded item, or what is wrong with it and where. */
  readonly decoded: Either<DecodeError, A>;
}

/**
 * Decodes the items of a single page, outside of any stream: one result for each item, in order, each with its raw
 * value.
 *
 * For work on pages or batches ({@link processPages}, {@link processBatches}, `for await`), with any io-ts decoder:
 * `ProjectDescription`, `ProjectVersionDescription`, `DatasetEntry`, or one of your own. A bad item does not affect the
 * others. Its `DecodeError` says where the item is (`DatasetEntries[3]["source-ref"]`) and has the item (`raw`). If
 * `items` is missing, the result is empty. If `items` is not an array, the result is one invalid item.
 *
 * @example
 * ```ts
 * import { DatasetEntry, listDatasetEntries$, rekognitionClient } from "@rekognition-rx/core";
 * import { decodeItems } from "@rekognition-rx/operators";
 * import { isLeft } from "fp-ts/lib/Either.js";
 *
 * const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
 * for await (const page of listDatasetEntries$({ client: rekognitionClient() }, { DatasetArn })) {
 *   const place = { list: "DatasetEntries", resource: DatasetArn };
 *   for (const { raw, decoded } of decodeItems(DatasetEntry, page.DatasetEntries, place)) {
 *     console.log(isLeft(decoded) ? decoded.left.message : decoded.right["source-ref"], raw);
 *   }
 * }
 * ```
 *
 * @throws TypeError, RangeError for a decoder or a place that cannot work, and whatever a decoder of your own throws.
 * @see {@link decodeEntries}, {@link decodeProjects}, {@link decodeVersions} for streams of pages.
 */
export function decodeItems<A>(
  decoder: Decoder<unknown, A>,
  items: readonly unknown[] | null | undefined,
  place: DecodeItemsPlace = {},
): readonly DecodedItem<A>[] {
  if (isStandardSchema(decoder)) {
    // The schemas of zod have a `validate` of their own, which answers something else.
    throw new TypeError(
      "decodeItems: the decoder must be an io-ts decoder, such as ProjectDescription, not a Standard Schema (zod, valibot, " +
        "arktype); decode each item with decodeEither(schema), after a flatten operator",
    );
  }
  checkMethods("decodeItems: the decoder", decoder, "an io-ts decoder, such as ProjectDescription", ["validate"]);
  checkOptions("decodeItems", place);
  const { list, resource, firstIndex } = place;
  checkCount("decodeItems: firstIndex", firstIndex, 0);
  const path = list === undefined ? [] : [list];
  // A value from outside may differ from its type.
  const given: unknown = items ?? [];
  if (!Array.isArray(given)) {
    const issue = { path, value: given, message: `expected an array of ${decoder.name}` };
    return [{ raw: given, decoded: left(new DecodeError({ issues: [issue], raw: given, resource })) }];
  }
  // One context for all items, since a new one for each would cost time. The error of an invalid item is given its
  // place afterwards.
  const nowhere: Context = [{ key: "", type: decoder }];
  return (given as readonly unknown[]).map((raw, inPage) => {
    const decoded = decoder.validate(raw, nowhere);
    if (!isLeft(decoded)) {
      return { raw, decoded };
    }
    const index = firstIndex === undefined ? undefined : firstIndex + inPage;
    return { raw, decoded: left(itemError(decoded.left, raw, { at: [...path, inPage], resource, index })) };
  });
}
