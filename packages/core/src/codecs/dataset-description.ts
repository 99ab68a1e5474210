import * as t from "io-ts";
import { DatasetStats } from "./dataset-stats.js";
import { DatasetStatusMessageCode } from "./enums/dataset-status-message-code.js";
import { DatasetStatus } from "./enums/dataset-status.js";
import type { Encoded } from "./encoded.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";
import { Timestamp } from "./timestamp.js";

/**
 * A dataset, as `DescribeDataset` describes it. It does not say which dataset it is; only the request does.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DatasetDescription.html
 */
export interface DatasetDescription {
  readonly CreationTimestamp?: Timestamp;
  readonly LastUpdatedTimestamp?: Timestamp;
  readonly Status?: DatasetStatus;
  readonly StatusMessage?: string;
  readonly StatusMessageCode?: DatasetStatusMessageCode;
  readonly DatasetStats?: DatasetStats;
}

/** The io-ts codec of `DatasetDescription`. It encodes each `Date` as ISO 8601 text in UTC. */
export const DatasetDescription: t.Type<DatasetDescription, Encoded<DatasetDescription>> = struct<DatasetDescription>({
  name: "DatasetDescription",
  fields: {
    CreationTimestamp: optional(Timestamp),
    LastUpdatedTimestamp: optional(Timestamp),
    Status: optional(DatasetStatus),
    StatusMessage: optional(t.string),
    StatusMessageCode: optional(DatasetStatusMessageCode),
    DatasetStats: optional(DatasetStats),
  },
});
