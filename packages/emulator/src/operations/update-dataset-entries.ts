import { refused } from "../wire/service-error.js";
import type { Dataset } from "../account/dataset.js";
import type { DatasetEntry } from "../account/dataset-entry.js";
import { findDataset } from "../account/find-resource.js";
import { readEntries } from "../account/read-entries.js";
import { datasetArn } from "../shapes/arns.js";
import { blob } from "../shapes/blob.js";
import { required } from "../shapes/required.js";
import { structure } from "../shapes/structure.js";
import { type Operation, operation, type OperationContext } from "./operation.js";

/**
 * Adds entries to a dataset, or puts them in the place of those with their `source-ref`.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UpdateDatasetEntries.html
 */
export const updateDatasetEntries: Operation = operation({
  summary:
    "Adds entries to a dataset, or puts them in the place of those with their `source-ref`: `UPDATE_IN_PROGRESS`, then " +
    "`UPDATE_COMPLETE`, or `UPDATE_FAILED` with nothing changed for an invalid row.",
  input: {
    DatasetArn: required(datasetArn),
    Changes: required(structure({ GroundTruth: required(blob({ min: 1, max: 5_242_880 })) })),
  },
  errors: {
    ResourceNotFoundException: "there is no such dataset",
    ResourceInUseException: "the dataset is being created, updated or deleted",
    LimitExceededException: "the dataset would have more images or labels than it may have",
    InvalidParameterException: "the dataset could not be created, or there is no row in the changes",
  },
  answer: (input, context) => {
    const { projects, nowMs, later } = context;
    const dataset = findDataset(projects, input.DatasetArn);
    if (dataset.isInProgress) {
      throw refused("ResourceInUseException", `The dataset ${dataset.arn} is ${dataset.status}.`);
    }
    if (dataset.status === "CREATE_FAILED") {
      throw refused("InvalidParameterException", `The dataset ${dataset.arn} could not be created.`);
    }
    const lines = input.Changes.GroundTruth.toString()
      .split("\n")
      .filter((line) => line.trim() !== "");
    if (lines.length === 0) {
      throw refused("InvalidParameterException", "Changes has no JSON line.");
    }
    const read = readEntries(lines);
    if ("entries" in read) {
      checkRoom(dataset, read.entries, context);
    }
    const statusMessage = "The dataset is being updated.";
    dataset.become({ status: "UPDATE_IN_PROGRESS", statusMessage, statusMessageCode: "SUCCESS" }, nowMs);
    later("updateDataset", (dueMs) => {
      if (dataset.status !== "UPDATE_IN_PROGRESS") {
        return;
      }
      if ("failure" in read) {
        dataset.become(
          { status: "UPDATE_FAILED", statusMessage: read.failure, statusMessageCode: "CLIENT_ERROR" },
          dueMs,
        );
        return;
      }
      for (const entry of read.entries) {
        dataset.entries.put(entry);
      }
      const done = "The dataset was successfully updated.";
      dataset.become({ status: "UPDATE_COMPLETE", statusMessage: done, statusMessageCode: "SUCCESS" }, dueMs);
    });
    return {};
  },
});

function checkRoom(dataset: Dataset, entries: readonly DatasetEntry[], { quotas }: OperationContext): void {
  const added = new Set(entries.map(({ sourceRef }) => sourceRef).filter((each) => !dataset.entries.has(each)));
  const size = dataset.entries.size + added.size;
  if (size > quotas.entriesPerDataset) {
    throw refused(
      "LimitExceededException",
      `The dataset would have ${size} images; it may have ${quotas.entriesPerDataset}.`,
    );
  }
  const labels = new Set(entries.flatMap((entry) => [...entry.labels.keys()]));
  const count = dataset.entries.labelCountWith(labels);
  if (count > quotas.labelsPerDataset) {
    throw refused(
      "LimitExceededException",
      `The dataset would have ${count} labels; it may have ${quotas.labelsPerDataset}.`,
    );
  }
}
