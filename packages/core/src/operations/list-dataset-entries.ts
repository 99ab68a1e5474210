import {
  ListDatasetEntriesCommand,
  type ListDatasetEntriesCommandInput,
  type ListDatasetEntriesCommandOutput,
} from "@aws-sdk/client-rekognition";
import type { Listing } from "../listing/listing.js";
import type { ListingConfig } from "../request/listing-config.js";
import { paginate$ } from "../listing/paginate.js";
import { nextToken } from "../request/next-token.js";

/**
 * All entries of a dataset, page by page: each is a JSON line in SageMaker Ground Truth format, of up to 100 000 characters.
 *
 * The filters of the input (`ContainsLabels`, `Labeled`, `SourceRefContains`, `HasErrors`) stay the same on every page.
 *
 * @example
 * ```ts
 * import { listDatasetEntries$ } from "@rekognition-rx/core";
 * import { RekognitionClient } from "@aws-sdk/client-rekognition";
 *
 * const client = new RekognitionClient();
 * const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
 * for await (const page of listDatasetEntries$({ client }, { DatasetArn })) {
 *   console.log(page.DatasetEntries?.length ?? 0);
 * }
 * ```
 *
 * @throws TypeError or RangeError immediately, for a configuration that cannot work.
 * Errors of the stream: {@link ListingError}, {@link RepeatedTokenError}, {@link TooManyPagesError}, a signal's reason.
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetEntries.html
 */
export function listDatasetEntries$(
  config: ListingConfig<ListDatasetEntriesCommandOutput, ListDatasetEntriesCommand>,
  input: ListDatasetEntriesCommandInput,
): Listing<ListDatasetEntriesCommandOutput> {
  return paginate$(config, LIST_DATASET_ENTRIES, input);
}

const LIST_DATASET_ENTRIES = nextToken(ListDatasetEntriesCommand, {
  items: "DatasetEntries",
  name: "ListDatasetEntries",
  maxPageSize: 100,
});
