import { findReadyDataset } from "../account/find-resource.js";
import { datasetArn } from "../shapes/arns.js";
import { flag } from "../shapes/flag.js";
import { listOf } from "../shapes/list-of.js";
import { maxResults, nextToken } from "../shapes/paging.js";
import { required } from "../shapes/required.js";
import { text } from "../shapes/text.js";
import { listPage } from "./list-page.js";
import { type Operation, operation } from "./operation.js";

/**
 * Lists the entries of a dataset in the order in which they were added.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetEntries.html
 */
export const listDatasetEntries: Operation = operation({
  summary: "Lists the entries of a dataset, in the order in which they were added.",
  input: {
    DatasetArn: required(datasetArn),
    ContainsLabels: listOf(text({ minLength: 1, maxLength: 255, pattern: ".{1,}" }), { min: 1, max: 10 }),
    Labeled: flag(),
    SourceRefContains: text({ minLength: 1, maxLength: 2_048, pattern: ".*\\S.*" }),
    HasErrors: flag(),
    NextToken: nextToken,
    MaxResults: maxResults(100),
  },
  errors: {
    ResourceNotFoundException: "there is no such dataset",
    ResourceNotReadyException: "the dataset is being created, or its creation failed",
    ResourceInUseException: "the dataset is being updated or deleted",
    InvalidPaginationTokenException: "the token does not belong to this listing",
  },
  answer: (input, context) => {
    const dataset = findReadyDataset(context.projects, input.DatasetArn);
    const filter = {
      containsLabels: input.ContainsLabels && [...new Set(input.ContainsLabels)].toSorted(),
      labeled: input.Labeled,
      sourceRefContains: input.SourceRefContains,
      // `false` asks for all entries, as if it were left out.
      hasErrors: input.HasErrors === true ? true : undefined,
    };
    return listPage(context, {
      operation: "ListDatasetEntries",
      about: [dataset.arn, JSON.stringify(filter)],
      member: "DatasetEntries",
      token: input.NextToken,
      size: input.MaxResults ?? 100,
      page: (after, limit) => dataset.entries.page(filter, after, limit),
      json: (line) => Buffer.from(JSON.stringify(line)),
    });
  },
});
