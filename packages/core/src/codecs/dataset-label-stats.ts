import type * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { finite } from "./schema/finite.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * How often a label occurs in a dataset: in how many images, and in how many bounding boxes.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DatasetLabelStats.html
 */
export interface DatasetLabelStats {
  readonly EntryCount?: number;
  readonly BoundingBoxCount?: number;
}

export const DatasetLabelStats: t.Type<DatasetLabelStats, Encoded<DatasetLabelStats>> = struct<DatasetLabelStats>({
  name: "DatasetLabelStats",
  fields: {
    EntryCount: optional(finite),
    BoundingBoxCount: optional(finite),
  },
});
