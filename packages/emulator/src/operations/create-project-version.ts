import { consoleBucket } from "../account/console-bucket.js";
import { DatasetEntries } from "../account/dataset-entries.js";
import { findProject } from "../account/find-resource.js";
import { MANIFEST_FAILURES } from "../account/manifest-failures.js";
import type { Project } from "../account/project.js";
import { type ModelLabel, ProjectVersion } from "../account/project-version.js";
import { type FailureReason, modelLabels, trainingFailure, type TrainingSets } from "../account/training-failure.js";
import { projectArn } from "../shapes/arns.js";
import type { Input } from "../shapes/member.js";
import { required } from "../shapes/required.js";
import { resourceName } from "../shapes/resource-name.js";
import { tagMap } from "../shapes/tag-map.js";
import { text } from "../shapes/text.js";
import { featureConfig, kmsKeyId, outputConfig, testingData, trainingData } from "../shapes/version-shapes.js";
import type { JsonObject } from "../wire/json-object.js";
import { refused } from "../wire/service-error.js";
import { checkNewVersion } from "./check-new-version.js";
import { manifestOf } from "./manifest-of.js";
import { type Operation, operation, type OperationContext } from "./operation.js";

const input = {
  ProjectArn: required(projectArn),
  VersionName: required(resourceName),
  OutputConfig: required(outputConfig),
  TrainingData: trainingData,
  TestingData: testingData,
  Tags: tagMap,
  KmsKeyId: kmsKeyId,
  VersionDescription: text({ minLength: 1, maxLength: 255, pattern: "[a-zA-Z0-9-_. ()':,;?]+" }),
  FeatureConfig: featureConfig,
};

/**
 * Creates a version of a project and trains it.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProjectVersion.html
 */
export const createProjectVersion: Operation = operation({
  summary:
    "Creates a version of a project and trains it: `TRAINING_IN_PROGRESS`, then `TRAINING_COMPLETED`, or " +
    "`TRAINING_FAILED` if its images or labels break a rule of trainings.",
  input,
  errors: {
    ResourceNotFoundException: "there is no such project",
    ResourceInUseException: "the name is taken, or the project is `DELETING`",
    LimitExceededException: "the project already has as many versions as the quota allows",
    InvalidParameterException:
      "the training or the test data is missing or not complete, `TrainingData` is given for a project that has datasets, or `FeatureConfig` is given for Custom Labels",
  },
  answer: (given, context) => {
    const { projects, nowMs, later, here } = context;
    const project = findProject(projects, given.ProjectArn);
    checkNewVersion(project, given.VersionName, context);
    const { training, testing, labels, failure } = trainingOf(given, project, context);
    const createdMs = Math.floor(nowMs);
    const version = new ProjectVersion(
      {
        name: given.VersionName,
        projectName: project.name,
        arn: project.versionArn(given.VersionName, createdMs),
        createdMs,
        feature: project.feature,
        outputConfig: {
          bucket: given.OutputConfig.S3Bucket ?? consoleBucket(here),
          prefix: given.OutputConfig.S3KeyPrefix ?? "",
        },
        kmsKeyId: given.KmsKeyId,
        description: given.VersionDescription,
        sourceVersionArn: undefined,
        baseModelVersion: project.feature === "CONTENT_MODERATION" ? "7.0" : undefined,
        confidenceThreshold: given.FeatureConfig?.ContentModeration?.ConfidenceThreshold,
        training,
        testing,
        labels,
      },
      "TRAINING_IN_PROGRESS",
    );
    version.statusMessage = "The model is being trained.";
    if (given.Tags !== undefined) {
      version.tags = given.Tags;
    }
    project.versions.add(version);
    later("train", (dueMs) => {
      if (version.status !== "TRAINING_IN_PROGRESS") {
        return;
      }
      if (failure === undefined) {
        version.status = "TRAINING_COMPLETED";
        version.statusMessage = "The model is ready to run.";
        version.result = { endMs: dueMs, billableSeconds: Math.ceil((dueMs - createdMs) / 1_000), f1Score: 0.9 };
      } else {
        version.status = "TRAINING_FAILED";
        version.statusMessage = failure.message;
        version.failure = { endMs: dueMs, isValidated: failure.isValidated };
      }
    });
    return { ProjectVersionArn: version.arn };
  },
});

/** The data of a training, as answers show them, and its result. */
interface Training {
  readonly training: JsonObject;
  readonly testing: JsonObject;
  readonly labels: readonly ModelLabel[];
  readonly failure: FailureReason | undefined;
}

function trainingOf(given: Input<typeof input>, project: Project, context: OperationContext): Training {
  const { TrainingData: training, TestingData: testing } = given;
  if (project.feature === "CUSTOM_LABELS" && given.FeatureConfig !== undefined) {
    throw refused(
      "InvalidParameterException",
      "FeatureConfig does not match the feature CUSTOM_LABELS of the project.",
    );
  }
  if ((training === undefined) !== (testing === undefined)) {
    throw refused("InvalidParameterException", "TrainingData and TestingData must be given together.");
  }
  return training === undefined || testing === undefined
    ? onDatasets(project)
    : onManifests(training, testing, project, context);
}

function onManifests(
  training: NonNullable<Input<typeof input>["TrainingData"]>,
  testing: NonNullable<Input<typeof input>["TestingData"]>,
  project: Project,
  context: OperationContext,
): Training {
  if (project.datasets.length > 0) {
    throw refused("InvalidParameterException", "TrainingData is for a project without datasets; this one has some.");
  }
  const train = imagesOf(training.Assets, context);
  if (train === undefined) {
    throw refused("InvalidParameterException", "TrainingData has no assets.");
  }
  const test = testing.AutoCreate === true ? undefined : imagesOf(testing.Assets, context);
  if (test === undefined && testing.AutoCreate !== true) {
    throw refused("InvalidParameterException", "TestingData has neither assets nor AutoCreate.");
  }
  const failed = [train, test].find((each) => each !== undefined && "message" in each);
  const sets = { training: { ...training }, testing: { ...testing, AutoCreate: testing.AutoCreate ?? false } };
  if (failed !== undefined && "message" in failed) {
    return { ...sets, labels: [], failure: failed };
  }
  // Only entries are left here, but the compiler cannot see that.
  const entries = { train: train as DatasetEntries, test: test as DatasetEntries | undefined };
  return { ...sets, labels: modelLabels(entries.train), failure: failureOf(project, entries) };
}

/** The images of all manifests together, or why they cannot be read; `undefined` if there is no manifest. */
function imagesOf(
  assets: NonNullable<Input<typeof input>["TrainingData"]>["Assets"] = [],
  context: OperationContext,
): DatasetEntries | FailureReason | undefined {
  const entries = new DatasetEntries();
  for (const { GroundTruthManifest: manifest } of assets) {
    if (manifest === undefined) {
      throw refused("InvalidParameterException", "An asset has no GroundTruthManifest.");
    }
    const read = manifestOf(manifest, context);
    if ("failure" in read) {
      return { message: read.failure, isValidated: !FILE_FAILURES.has(read.failure) };
    }
    for (const entry of read.entries) {
      entries.put(entry);
    }
  }
  return assets.length === 0 ? undefined : entries;
}

function onDatasets(project: Project): Training {
  const train = project.dataset("TRAIN");
  const test = project.dataset("TEST");
  if (train?.isComplete !== true || (test !== undefined && !test.isComplete)) {
    throw refused("InvalidParameterException", `The project ${project.arn} has no training dataset that is complete.`);
  }
  if (test === undefined && project.feature === "CUSTOM_LABELS") {
    throw refused("InvalidParameterException", `The project ${project.arn} has no test dataset.`);
  }
  return {
    training: {},
    testing: { AutoCreate: false },
    labels: modelLabels(train.entries),
    failure: failureOf(project, { train: train.entries, test: test?.entries }),
  };
}

/** The minimum numbers of images and labels are those of Custom Labels. One labelled image is enough for an adapter. */
function failureOf({ feature }: Project, sets: TrainingSets): FailureReason | undefined {
  if (feature === "CUSTOM_LABELS") {
    return trainingFailure(sets);
  }
  return sets.train.labeled === 0 ? { message: MANIFEST_FAILURES.tooFewLabels, isValidated: true } : undefined;
}

/** With these failures, the manifest was not read: there are no results of its validation. */
const FILE_FAILURES: ReadonlySet<string> = new Set([MANIFEST_FAILURES.inaccessible, MANIFEST_FAILURES.empty]);
