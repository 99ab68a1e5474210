import * as t from "io-ts";
import { DatasetLabelStats } from "./dataset-label-stats.js";
import type { Encoded } from "./encoded.js";
import { isRecord } from "./schema/is-record.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * A label of a dataset, as `ListDatasetLabels` describes it.
 *
 * In AWS's model every member is optional. `LabelName` is required here, since it says which label this is.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DatasetLabelDescription.html
 */
export interface DatasetLabelDescription {
  readonly LabelName: string;
  readonly LabelStats?: DatasetLabelStats;
}

/** The io-ts codec of `DatasetLabelDescription`. */
export const DatasetLabelDescription: t.Type<
  DatasetLabelDescription,
  Encoded<DatasetLabelDescription>
> = struct<DatasetLabelDescription>({
  name: "DatasetLabelDescription",
  admits: isRecord,
  fields: {
    LabelName: t.string,
    LabelStats: optional(DatasetLabelStats),
  },
});
