import { findReadyDataset } from "../account/find-resource.js";
import { datasetArn } from "../shapes/arns.js";
import { maxResults, nextToken } from "../shapes/paging.js";
import { required } from "../shapes/required.js";
import { listPage } from "./list-page.js";
import { type Operation, operation } from "./operation.js";

/**
 * Lists the labels of a dataset, in the order in which they first appeared.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetLabels.html
 */
export const listDatasetLabels: Operation = operation({
  summary: "Lists the labels of a dataset, in the order in which they first occur, each with the number of its images.",
  input: { DatasetArn: required(datasetArn), NextToken: nextToken, MaxResults: maxResults(100) },
  errors: {
    ResourceNotFoundException: "there is no such dataset",
    ResourceNotReadyException: "the dataset is being created, or its creation failed",
    ResourceInUseException: "the dataset is being updated or deleted",
    InvalidPaginationTokenException: "the token does not belong to this listing",
  },
  answer: (input, context) => {
    const dataset = findReadyDataset(context.projects, input.DatasetArn);
    return listPage(context, {
      operation: "ListDatasetLabels",
      about: [dataset.arn],
      member: "DatasetLabelDescriptions",
      token: input.NextToken,
      size: input.MaxResults ?? 100,
      page: (after, limit) => dataset.entries.labelPage(after, limit),
      json: ({ name, entries, boxes }) => {
        // A label without a box has no count of boxes in AWS's example.
        const LabelStats = { EntryCount: entries, BoundingBoxCount: boxes === 0 ? undefined : boxes };
        return Buffer.from(JSON.stringify({ LabelName: name, LabelStats }));
      },
    });
  },
});
