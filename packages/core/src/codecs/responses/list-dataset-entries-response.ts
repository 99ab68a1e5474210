import * as t from "io-ts";
import type { Encoded } from "../encoded.js";
import { list } from "../schema/list.js";
import { optional } from "../schema/optional.js";
import { struct } from "../schema/struct.js";

/**
 * A page of `ListDatasetEntries`: the SDK's output, the JSON of the wire, or what the AWS CLI prints.
 *
 * An entry is a JSON line. The lines are kept as they are: `decodeEntries` reads them, one by one.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetEntries.html
 */
export interface ListDatasetEntriesResponse {
  readonly DatasetEntries: readonly string[];
  readonly NextToken?: string;
}

export const ListDatasetEntriesResponse: t.Type<
  ListDatasetEntriesResponse,
  Encoded<ListDatasetEntriesResponse>
> = struct<ListDatasetEntriesResponse>({
  name: "ListDatasetEntriesResponse",
  fields: {
    DatasetEntries: list(t.string),
    NextToken: optional(t.string),
  },
});
