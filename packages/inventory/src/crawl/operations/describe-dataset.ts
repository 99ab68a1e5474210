import { DescribeDatasetCommand, type DescribeDatasetCommandOutput } from "@aws-sdk/client-rekognition";
import { DatasetDescription } from "@rekognition-rx/core";
import type { DatasetStatistics } from "../../records/dataset-statistics.js";
import type { CrawledOperation } from "./crawled-operation.js";
import { isoOf } from "./iso-of.js";
import { readItems } from "./read-items.js";
import { singleOperation } from "./single-operation.js";

export const describeDataset: CrawledOperation = singleOperation<DescribeDatasetCommandOutput>({
  operation: "DescribeDataset",
  depths: ["datasets"],
  parent: "dataset",
  member: "DatasetDescription",
  send: ({ client, parentArn, signal }) =>
    client.send(new DescribeDatasetCommand({ DatasetArn: parentArn }), { abortSignal: signal }),
  read: ({ DatasetDescription: dataset }, datasetArn) =>
    readItems([dataset], DatasetDescription, ({ LastUpdatedTimestamp, DatasetStats: stats }): DatasetStatistics => ({
      _tag: "DatasetStatistics",
      datasetArn,
      lastUpdatedTimestamp: isoOf(LastUpdatedTimestamp),
      totalEntries: stats?.TotalEntries ?? null,
      labeledEntries: stats?.LabeledEntries ?? null,
      totalLabels: stats?.TotalLabels ?? null,
      errorEntries: stats?.ErrorEntries ?? null,
    })),
});
