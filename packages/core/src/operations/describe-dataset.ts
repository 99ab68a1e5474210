import {
  DescribeDatasetCommand,
  type DescribeDatasetCommandInput,
  type DescribeDatasetCommandOutput,
} from "@aws-sdk/client-rekognition";
import type { Observable } from "rxjs";
import type { CallConfig } from "../request/call-config.js";
import { callOnce } from "../delivery/call-once.js";

/**
 * One dataset with its statistics: how many of its images are labeled, and how many have errors.
 *
 * It is a single call and not a listing. It is cold: each subscription sends one request and gets one value, and
 * unsubscribing aborts the request. Put `retryThrottled` directly after it.
 *
 * The answer does not say which dataset it describes; only the request does.
 *
 * @example
 * ```ts
 * import { describeDataset$ } from "@rekognition-rx/core";
 * import { RekognitionClient } from "@aws-sdk/client-rekognition";
 *
 * const client = new RekognitionClient();
 * const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
 * describeDataset$({ client }, { DatasetArn }).subscribe({
 *   next: ({ DatasetDescription }) => console.log(DatasetDescription?.DatasetStats?.LabeledEntries),
 *   error: console.error,
 * });
 * ```
 *
 * @throws TypeError immediately, for a configuration that cannot work.
 * Errors of the stream: what the client threw, unchanged; an `EmptyAnswerError`; a signal's reason.
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeDataset.html
 */
export function describeDataset$(
  config: CallConfig<DescribeDatasetCommandOutput, DescribeDatasetCommand>,
  input: DescribeDatasetCommandInput,
): Observable<DescribeDatasetCommandOutput> {
  return callOnce(config, DESCRIBE_DATASET, input);
}

const DESCRIBE_DATASET = {
  command: DescribeDatasetCommand,
  operation: "DescribeDataset",
  member: "DatasetDescription",
} as const;
