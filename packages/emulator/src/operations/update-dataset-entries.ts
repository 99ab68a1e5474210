import { refused } from "../wire/service-error.js";
import type { Dataset } from "../account/dataset.js";
import { bucketOf, type DatasetEntry } from "../account/dataset-entry.js";
import { findDataset } from "../account/find-resource.js";
import { MANIFEST_FAILURES } from "../account/manifest-failures.js";
import { linesOf } from "../account/manifests.js";
import { readManifest } from "../account/read-manifest.js";
import { datasetArn } from "../shapes/arns.js";
import { blob } from "../shapes/blob.js";
import { required } from "../shapes/required.js";
import { structure } from "../shapes/structure.js";
import { type Operation, operation, type OperationContext } from "./operation.js";

/**
 * Adds entries to a dataset; an entry replaces one with the same `source-ref`.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UpdateDatasetEntries.html
 */
export const updateDatasetEntries: Operation = operation({
  summary:
    "Adds entries to a dataset; an entry replaces one with the same `source-ref`. The dataset is " +
    "`UPDATE_IN_PROGRESS`, then `UPDATE_COMPLETE`, or `UPDATE_FAILED` if the lines cannot be used. After a failure, it " +
    "has the same entries as before.",
  input: {
    DatasetArn: required(datasetArn),
    Changes: required(structure({ GroundTruth: required(blob({ min: 1, max: 5_242_880 })) })),
  },
  errors: {
    ResourceNotFoundException: "there is no such dataset",
    ResourceInUseException: "the dataset is being created, updated or deleted",
    InvalidParameterException: "the creation of the dataset failed, or `Changes` has no line",
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
    const lines = linesOf(input.Changes.GroundTruth.toString());
    if (lines.length === 0) {
      throw refused("InvalidParameterException", "Changes has no JSON line.");
    }
    const read = readManifest(lines, context.quotas);
    const failure = "failure" in read ? read.failure : failureOf(dataset, read.entries, context);
    const statusMessage = "The dataset is being updated.";
    dataset.become({ status: "UPDATE_IN_PROGRESS", statusMessage, statusMessageCode: "SUCCESS" }, nowMs);
    later("updateDataset", (dueMs) => {
      if (dataset.status !== "UPDATE_IN_PROGRESS") {
        return;
      }
      if (failure !== undefined || "failure" in read) {
        dataset.become({ status: "UPDATE_FAILED", statusMessage: failure, statusMessageCode: "CLIENT_ERROR" }, dueMs);
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

/** Why the entries cannot be added to a dataset; `undefined` if they can be. */
function failureOf(
  { entries: held }: Dataset,
  added: readonly DatasetEntry[],
  { quotas }: OperationContext,
): string | undefined {
  if (held.size + added.filter(({ sourceRef }) => !held.has(sourceRef)).length > quotas.entriesPerDataset) {
    return MANIFEST_FAILURES.tooManyRows;
  }
  if (new Set([...held.buckets(), ...added.map(({ sourceRef }) => bucketOf(sourceRef))]).size > 1) {
    return MANIFEST_FAILURES.multipleBuckets;
  }
  const labels = added.flatMap((entry) => [...entry.labels.keys()]);
  return held.labelCountWith(labels) > quotas.labelsPerDataset ? MANIFEST_FAILURES.tooManyLabels : undefined;
}
