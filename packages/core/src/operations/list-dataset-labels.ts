import {
  ListDatasetLabelsCommand,
  type ListDatasetLabelsCommandInput,
  type ListDatasetLabelsCommandOutput,
} from "@aws-sdk/client-rekognition";
import type { Listing } from "../listing/listing.js";
import type { ListingConfig } from "../request/listing-config.js";
import { paginate$ } from "../listing/paginate.js";
import { nextToken } from "../request/next-token.js";

/**
 * All labels of a dataset with their statistics, page by page.
 *
 * @example
 * ```ts
 * import { listDatasetLabels$ } from "@rekognition-rx/core";
 * import { RekognitionClient } from "@aws-sdk/client-rekognition";
 *
 * const client = new RekognitionClient();
 * const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
 * for await (const page of listDatasetLabels$({ client }, { DatasetArn })) {
 *   console.log(page.DatasetLabelDescriptions?.length ?? 0);
 * }
 * ```
 *
 * @throws TypeError or RangeError immediately, for a configuration that cannot work.
 * Errors of the stream: {@link ListingError}, {@link RepeatedTokenError}, {@link TooManyPagesError}, a signal's reason.
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetLabels.html
 */
export function listDatasetLabels$(
  config: ListingConfig<ListDatasetLabelsCommandOutput, ListDatasetLabelsCommand>,
  input: ListDatasetLabelsCommandInput,
): Listing<ListDatasetLabelsCommandOutput> {
  return paginate$(config, LIST_DATASET_LABELS, input);
}

const LIST_DATASET_LABELS = nextToken(ListDatasetLabelsCommand, {
  items: "DatasetLabelDescriptions",
  name: "ListDatasetLabels",
  maxPageSize: 100,
});
