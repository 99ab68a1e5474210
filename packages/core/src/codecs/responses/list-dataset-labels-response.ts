import * as t from "io-ts";
import { DatasetLabelDescription } from "../dataset-label-description.js";
import type { Encoded } from "../encoded.js";
import { list } from "../schema/list.js";
import { optional } from "../schema/optional.js";
import { struct } from "../schema/struct.js";

/**
 * A page of `ListDatasetLabels`: the SDK's output, the JSON of the wire, or what the AWS CLI prints.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetLabels.html
 */
export interface ListDatasetLabelsResponse {
  /** Empty if the service sends no list. */
  readonly DatasetLabelDescriptions: readonly DatasetLabelDescription[];
  /** The token of the next page. The last page has none. */
  readonly NextToken?: string;
}

/** The io-ts codec of `ListDatasetLabelsResponse`. */
export const ListDatasetLabelsResponse: t.Type<
  ListDatasetLabelsResponse,
  Encoded<ListDatasetLabelsResponse>
> = struct<ListDatasetLabelsResponse>({
  name: "ListDatasetLabelsResponse",
  fields: {
    DatasetLabelDescriptions: list(DatasetLabelDescription),
    NextToken: optional(t.string),
  },
});
