import type { ListDatasetLabelsCommandOutput } from "@aws-sdk/client-rekognition";
import { DatasetLabelDescription, listDatasetLabels$ } from "@rekognition-rx/core";
import type { LabelRecord } from "../../records/label-record.js";
import type { CrawledOperation } from "./crawled-operation.js";
import { listedOperation } from "./listed-operation.js";
import { readItems } from "./read-items.js";

export const listDatasetLabels: CrawledOperation = listedOperation<ListDatasetLabelsCommandOutput>({
  operation: "ListDatasetLabels",
  depths: ["datasets"],
  parent: "dataset",
  list: ({ client, parentArn }, config) => listDatasetLabels$({ client, ...config }, { DatasetArn: parentArn }),
  read: ({ DatasetLabelDescriptions: labels = [] }, datasetArn) =>
    readItems(labels, DatasetLabelDescription, ({ LabelName: name, LabelStats: stats }): LabelRecord => ({
      _tag: "Label",
      datasetArn,
      name,
      entryCount: stats?.EntryCount ?? null,
      boundingBoxCount: stats?.BoundingBoxCount ?? null,
    })),
});
