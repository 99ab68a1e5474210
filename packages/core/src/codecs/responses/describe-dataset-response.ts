import type * as t from "io-ts";
import { DatasetDescription } from "../dataset-description.js";
import type { Encoded } from "../encoded.js";
import { optional } from "../schema/optional.js";
import { struct } from "../schema/struct.js";

/**
 * The answer of `DescribeDataset`: the SDK's output, the JSON of the wire, or what the AWS CLI prints.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeDataset.html
 */
export interface DescribeDatasetResponse {
  readonly DatasetDescription?: DatasetDescription;
}

/** The io-ts codec of `DescribeDatasetResponse`. It encodes each `Date` as ISO 8601 text in UTC. */
export const DescribeDatasetResponse: t.Type<
  DescribeDatasetResponse,
  Encoded<DescribeDatasetResponse>
> = struct<DescribeDatasetResponse>({
  name: "DescribeDatasetResponse",
  fields: {
    DatasetDescription: optional(DatasetDescription),
  },
});
