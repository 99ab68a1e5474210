import { refused } from "../wire/service-error.js";
import type { Dataset } from "../account/dataset.js";
import { datasetEntry } from "../account/dataset-entry.js";
import { DatasetEntries } from "../account/dataset-entries.js";
import { MANIFEST_FAILURES } from "../account/manifest-failures.js";
import { findDataset, findProjectOfDataset } from "../account/find-resource.js";
import { datasetArn } from "../shapes/arns.js";
import { listOf } from "../shapes/list-of.js";
import { required } from "../shapes/required.js";
import { structure } from "../shapes/structure.js";
import { type Operation, operation } from "./operation.js";

/**
 * Moves a fifth of a training dataset's entries to the empty test dataset of the same project.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DistributeDatasetEntries.html
 */
export const distributeDatasetEntries: Operation = operation({
  summary:
    "Moves every fifth entry of a training dataset to the empty test dataset of its project. Both are " +
    "`UPDATE_IN_PROGRESS`, then `UPDATE_COMPLETE`, or `UPDATE_FAILED` if no label has two images.",
  input: { Datasets: required(listOf(structure({ Arn: required(datasetArn) }), { min: 2, max: 2 })) },
  errors: {
    ResourceNotFoundException: "there is no such dataset",
    ResourceNotReadyException: "one of the datasets is being created, updated or deleted, or its creation failed",
    InvalidParameterException:
      "the datasets are not the training and the test dataset of one project, the training dataset is empty, or the test dataset is not empty",
  },
  answer: (input, { projects, nowMs, later }) => {
    const owners = new Set(input.Datasets.map(({ Arn }) => findProjectOfDataset(projects, Arn)));
    const datasets = input.Datasets.map(({ Arn }) => findDataset(projects, Arn));
    const train = datasets.find(({ type }) => type === "TRAIN");
    const test = datasets.find(({ type }) => type === "TEST");
    if (owners.size > 1 || train === undefined || test === undefined) {
      throw refused("InvalidParameterException", "Datasets must be the training and the test dataset of one project.");
    }
    for (const dataset of [train, test]) {
      if (dataset.isComplete) {
        continue;
      }
      throw refused("ResourceNotReadyException", `The dataset ${dataset.arn} is ${dataset.status}.`);
    }
    if (train.entries.size === 0) {
      throw refused("InvalidParameterException", `The dataset ${train.arn} is empty.`);
    }
    if (test.entries.size > 0) {
      throw refused("InvalidParameterException", `The dataset ${test.arn} is not empty.`);
    }
    const statusMessage = "The dataset is being updated.";
    for (const dataset of [train, test]) {
      dataset.become({ status: "UPDATE_IN_PROGRESS", statusMessage, statusMessageCode: "SUCCESS" }, nowMs);
    }
    later("updateDataset", (dueMs) => {
      if (train.status !== "UPDATE_IN_PROGRESS" || test.status !== "UPDATE_IN_PROGRESS") {
        return;
      }
      if (hasEnough(train)) {
        split(train, test, dueMs);
        return;
      }
      for (const dataset of [train, test]) {
        const failure = MANIFEST_FAILURES.tooFewToDistribute;
        dataset.become({ status: "UPDATE_FAILED", statusMessage: failure, statusMessageCode: "CLIENT_ERROR" }, dueMs);
      }
    });
    return {};
  },
});

/** Whether some label has two images or more, so that both datasets can have it. */
function hasEnough({ entries }: Dataset): boolean {
  return entries.labels().some((label) => label.entries > 1);
}

/** Moves every fifth entry, or the last one if there are fewer than five. */
function split(train: Dataset, test: Dataset, dueMs: number): void {
  const kept = new DatasetEntries();
  const moved = new DatasetEntries();
  const lines = train.entries.numberedLines();
  const share = lines.length < 5 ? lines.length : 5;
  for (const [index, [number, line]] of lines.entries()) {
    const entry = datasetEntry(line, { held: true });
    // It never is: the entries of a dataset are valid.
    if ("bad" in entry) {
      continue;
    }
    if ((index + 1) % share === 0) {
      moved.put(entry);
    } else {
      kept.put(entry, number);
    }
  }
  const statusMessage = "The dataset was successfully updated.";
  train.become({ status: "UPDATE_COMPLETE", statusMessage, statusMessageCode: "SUCCESS" }, dueMs, kept);
  test.become({ status: "UPDATE_COMPLETE", statusMessage, statusMessageCode: "SUCCESS" }, dueMs, moved);
}
