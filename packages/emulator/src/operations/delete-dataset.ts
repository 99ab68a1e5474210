import { refused } from "../wire/service-error.js";
import { findDataset, findProjectOfDataset } from "../account/find-resource.js";
import { datasetArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { type Operation, operation } from "./operation.js";

/**
 * Deletes a dataset.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteDataset.html
 */
export const deleteDataset: Operation = operation({
  summary: "Deletes a dataset: `DELETE_IN_PROGRESS`, until it is gone.",
  input: { DatasetArn: required(datasetArn) },
  errors: {
    ResourceNotFoundException: "there is no such dataset",
    ResourceInUseException: "the dataset is being created, updated or deleted",
  },
  answer: (input, { projects, nowMs, later }) => {
    const project = findProjectOfDataset(projects, input.DatasetArn);
    const dataset = findDataset(projects, input.DatasetArn);
    if (dataset.isInProgress) {
      throw refused("ResourceInUseException", `The dataset ${dataset.arn} is ${dataset.status}.`);
    }
    const statusMessage = "The dataset is being deleted.";
    dataset.become({ status: "DELETE_IN_PROGRESS", statusMessage, statusMessageCode: "SUCCESS" }, nowMs);
    later("deleteDataset", () => project.removeDataset(dataset));
    return {};
  },
});
