import type * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { finite } from "./schema/finite.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * How many images and labels a dataset has.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DatasetStats.html
 */
export interface DatasetStats {
  /** The number of images that have labels. */
  readonly LabeledEntries?: number;
  /** The number of all images. */
  readonly TotalEntries?: number;
  /** The number of labels that the dataset declares. */
  readonly TotalLabels?: number;
  /** The number of images whose entry has at least one error. */
  readonly ErrorEntries?: number;
}

/** The io-ts codec of `DatasetStats`. */
export const DatasetStats: t.Type<DatasetStats, Encoded<DatasetStats>> = struct<DatasetStats>({
  name: "DatasetStats",
  fields: {
    LabeledEntries: optional(finite),
    TotalEntries: optional(finite),
    TotalLabels: optional(finite),
    ErrorEntries: optional(finite),
  },
});
