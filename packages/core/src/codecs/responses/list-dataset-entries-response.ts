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
  /** Lines of JSON. Empty if the service sends no list. */
  readonly DatasetEntries: readonly string[];
  /** The token of the next page. The last page has none. */
  readonly NextToken?: string;
}

/** The io-ts codec of `ListDatasetEntriesResponse`. */
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
