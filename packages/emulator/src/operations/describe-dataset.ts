import { findDataset } from "../account/find-resource.js";
import { datasetArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { type Operation, operation } from "./operation.js";

/**
 * Gives the status of a dataset, and how many images and labels it has.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeDataset.html
 */
export const describeDataset: Operation = operation({
  summary: "Gives the status of a dataset, and how many images and labels it has.",
  input: { DatasetArn: required(datasetArn) },
  errors: { ResourceNotFoundException: "there is no such dataset" },
  answer: (input, { projects }) => {
    const dataset = findDataset(projects, input.DatasetArn);
    const { entries, state } = dataset;
    return {
      DatasetDescription: {
        CreationTimestamp: dataset.createdMs / 1_000,
        LastUpdatedTimestamp: dataset.updatedMs / 1_000,
        Status: state.status,
        StatusMessage: state.statusMessage,
        StatusMessageCode: state.statusMessageCode,
        DatasetStats: {
          LabeledEntries: entries.labeled,
          TotalEntries: entries.size,
          TotalLabels: entries.labels().length,
          ErrorEntries: entries.errors,
        },
      },
    };
  },
});
