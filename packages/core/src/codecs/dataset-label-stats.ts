import type * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { finite } from "./schema/finite.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * How many images of a dataset have a label, and how many of them have it on a bounding box.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DatasetLabelStats.html
 */
export interface DatasetLabelStats {
  /** The number of images that have the label. */
  readonly EntryCount?: number;
  /** The number of images that have the label on a bounding box. */
  readonly BoundingBoxCount?: number;
}

/** The io-ts codec of `DatasetLabelStats`. */
export const DatasetLabelStats: t.Type<DatasetLabelStats, Encoded<DatasetLabelStats>> = struct<DatasetLabelStats>({
  name: "DatasetLabelStats",
  fields: {
    EntryCount: optional(finite),
    BoundingBoxCount: optional(finite),
  },
});
