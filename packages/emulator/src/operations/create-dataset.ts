import { refused } from "../wire/service-error.js";
import { DatasetEntries } from "../account/dataset-entries.js";
import { findDataset, findProject } from "../account/find-resource.js";
import type { DatasetState } from "../account/dataset.js";
import { datasetArn, projectArn } from "../shapes/arns.js";
import { DATASET_TYPES } from "../seed/dataset-seed.js";
import { oneOf } from "../shapes/one-of.js";
import { required } from "../shapes/required.js";
import { structure } from "../shapes/structure.js";
import { tagMap } from "../shapes/tag-map.js";
import { type GroundTruthManifest, groundTruthManifest } from "../shapes/version-shapes.js";
import { manifestOf } from "./manifest-of.js";
import { type Operation, operation, type OperationContext } from "./operation.js";

/**
 * Creates a dataset: empty, from a manifest, or as a copy of another.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateDataset.html
 */
export const createDataset: Operation = operation({
  summary:
    "Creates a dataset: empty, from a manifest, or as a copy of another dataset. It is `CREATE_IN_PROGRESS`, then " +
    "`CREATE_COMPLETE`, or `CREATE_FAILED` if the manifest cannot be used.",
  input: {
    DatasetSource: structure({ GroundTruthManifest: groundTruthManifest, DatasetArn: datasetArn }),
    DatasetType: required(oneOf(DATASET_TYPES)),
    ProjectArn: required(projectArn),
    Tags: tagMap,
  },
  errors: {
    ResourceNotFoundException: "there is no such project, or there is no such dataset to copy",
    ResourceAlreadyExistsException: "the project already has a dataset of that type",
    InvalidParameterException:
      "the project is `DELETING` or not one of Custom Labels, `DatasetSource` has neither a manifest nor a dataset or has both, or the dataset to copy is not complete",
  },
  answer: (input, context) => {
    const { projects, nowMs, later } = context;
    const { DatasetType: type, DatasetSource: source } = input;
    const project = findProject(projects, input.ProjectArn);
    if (project.feature !== "CUSTOM_LABELS") {
      throw refused("InvalidParameterException", `The project ${project.arn} is not one of the feature CUSTOM_LABELS.`);
    }
    if (project.status === "DELETING") {
      throw refused("InvalidParameterException", `The project ${project.arn} is ${project.status}.`);
    }
    if (project.dataset(type) !== undefined) {
      throw refused("ResourceAlreadyExistsException", `The project ${project.arn} has a ${type} dataset.`);
    }
    const { entries, outcome } = source === undefined ? EMPTY : contentOf(source, context);
    const createdMs = Math.floor(nowMs);
    const dataset = project.addDataset({
      type,
      createdMs,
      updatedMs: createdMs,
      state: {
        status: "CREATE_IN_PROGRESS",
        statusMessage: "The dataset is being created.",
        statusMessageCode: "SUCCESS",
      },
      entries,
    });
    if (input.Tags !== undefined) {
      dataset.tags = input.Tags;
    }
    later("createDataset", (dueMs) => {
      if (dataset.status === "CREATE_IN_PROGRESS") {
        dataset.become(outcome, dueMs);
      }
    });
    return { DatasetArn: dataset.arn };
  },
});

interface Content {
  readonly entries: DatasetEntries | readonly string[];
  /** The status of the dataset once it has been created, or could not be. */
  readonly outcome: DatasetState;
}

const EMPTY: Content = { entries: [], outcome: created("The dataset was successfully created.") };

function contentOf(
  source: {
    readonly GroundTruthManifest: GroundTruthManifest | undefined;
    readonly DatasetArn: string | undefined;
  },
  context: OperationContext,
): Content {
  const { GroundTruthManifest: manifest, DatasetArn: arn } = source;
  if (manifest !== undefined && arn === undefined) {
    const read = manifestOf(manifest, context);
    if ("failure" in read) {
      const failed = {
        status: "CREATE_FAILED",
        statusMessage: read.failure,
        statusMessageCode: "CLIENT_ERROR",
      } as const;
      return { entries: [], outcome: failed };
    }
    const entries = new DatasetEntries();
    for (const entry of read.entries) {
      entries.put(entry);
    }
    return { entries, outcome: created("The dataset was successfully created from the manifest file.") };
  }
  if (arn === undefined || manifest !== undefined) {
    throw refused("InvalidParameterException", "DatasetSource takes either GroundTruthManifest or DatasetArn.");
  }
  const original = findDataset(context.projects, arn);
  if (!original.isComplete) {
    throw refused("InvalidParameterException", `The dataset ${arn} is ${original.status}.`);
  }
  return { entries: original.entries.lines(), outcome: EMPTY.outcome };
}

function created(statusMessage: string): DatasetState {
  return { status: "CREATE_COMPLETE", statusMessage, statusMessageCode: "SUCCESS" };
}
