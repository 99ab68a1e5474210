import { DecodeError } from "@rekognition-rx/core";
import { type Either, isLeft, left } from "fp-ts/lib/Either.js";
import type { Context, Decoder } from "io-ts";
import { checkCount } from "../arguments/check-count.js";
import { checkMethods } from "../arguments/check-methods.js";
import { checkOptions } from "../arguments/check-options.js";
import { itemError } from "./item-error.js";

/** Where the items of {@link decodeItems} stand, for the errors of those that are invalid. */
export interface DecodeItemsPlace {
  /** The member of the page: `DatasetEntries`. The paths of errors begin with it. */
  readonly list?: string | undefined;
  /** The ARN of the project or dataset that they belong to. */
  readonly resource?: string | undefined;
  /** The number of the first in the walk, where that is counted. */
  readonly firstIndex?: number | undefined;
}

/** An item as it came, and what it is. */
export interface DecodedItem<A> {
  /** As it came. */
  readonly raw: unknown;
  /** What it is, or what is wrong with it and where. */
  readonly decoded: Either<DecodeError, A>;
}

/**
 * Decodes the items of one page in hand, outside of any stream: one out for each one in, in order, each with its raw value.
 *
 * For work on pages or batches ({@link processPages}, {@link processBatches}, `for await`), with any io-ts decoder:
 * `ProjectDescription`, `ProjectVersionDescription`, `DatasetEntry`, one of your own. One bad item does not take the others
 * along, and its `DecodeError` says where it stands (`DatasetEntries[3]["source-ref"]`) and has it (`raw`).
 * A missing list is empty; one that is no list is one invalid item.
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
 * @throws TypeError, RangeError for a decoder or a place that cannot be, and whatever a decoder of your own throws.
 * @see {@link decodeEntries}, {@link decodeProjects}, {@link decodeVersions} for streams of pages.
 */
export function decodeItems<A>(
  decoder: Decoder<unknown, A>,
  items: readonly unknown[] | null | undefined,
  place: DecodeItemsPlace = {},
): readonly DecodedItem<A>[] {
  checkMethods("decodeItems: the decoder", decoder, "an io-ts decoder, such as ProjectDescription", ["validate"]);
  checkOptions("decodeItems", place);
  const { list, resource, firstIndex } = place;
  checkCount("decodeItems: firstIndex", firstIndex, 0);
  const path = list === undefined ? [] : [list];
  // What comes from outside may be otherwise than its type says.
  const given: unknown = items ?? [];
  if (!Array.isArray(given)) {
    const issue = { path, value: given, message: `expected an array of ${decoder.name}` };
    return [{ raw: given, decoded: left(new DecodeError({ issues: [issue], raw: given, resource })) }];
  }
  // One for all, for it would be built for each: the report of an invalid one is given its place afterwards.
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
