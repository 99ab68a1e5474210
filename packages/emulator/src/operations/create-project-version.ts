import type { JsonObject } from "../wire/json-object.js";
import { refused } from "../wire/service-error.js";
import { findProject } from "../account/find-resource.js";
import type { Project } from "../account/project.js";
import { ProjectVersion } from "../account/project-version.js";
import { readEntries } from "../account/read-entries.js";
import { projectArn } from "../shapes/arns.js";
import type { Input } from "../shapes/member.js";
import { required } from "../shapes/required.js";
import { resourceName } from "../shapes/resource-name.js";
import { tagMap } from "../shapes/tag-map.js";
import { text } from "../shapes/text.js";
import { featureConfig, kmsKeyId, outputConfig, testingData, trainingData } from "../shapes/version-shapes.js";
import { manifestOf } from "./manifest-of.js";
import { checkNewVersion } from "./check-new-version.js";
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
    "`TRAINING_FAILED` when no image it is trained on has a label.",
  input,
  errors: {
    ResourceNotFoundException: "there is no such project",
    ResourceInUseException: "the name is taken, or the project is not `CREATED`",
    LimitExceededException: "the project has as many versions as it may have",
    InvalidParameterException:
      "the data to train on is missing, given twice, not complete or not among `manifests`, or the configuration is that of another feature",
  },
  answer: (given, context) => {
    const { projects, nowMs, later, here } = context;
    const project = findProject(projects, given.ProjectArn);
    checkNewVersion(project, given.VersionName, context);
    const { training, testing, hasLabels } = trainingOf(given, project, context);
    const createdMs = Math.floor(nowMs);
    const version = new ProjectVersion(
      {
        name: given.VersionName,
        arn: project.versionArn(given.VersionName, createdMs),
        createdMs,
        feature: project.feature,
        outputConfig: {
          bucket: given.OutputConfig.S3Bucket ?? `custom-labels-console-${here.region}-${here.accountId}`,
          prefix: given.OutputConfig.S3KeyPrefix ?? "",
        },
        kmsKeyId: given.KmsKeyId,
        description: given.VersionDescription,
        sourceVersionArn: undefined,
        baseModelVersion: project.feature === "CONTENT_MODERATION" ? "7.0" : undefined,
        confidenceThreshold: given.FeatureConfig?.ContentModeration?.ConfidenceThreshold,
        training,
        testing,
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
      if (hasLabels) {
        version.status = "TRAINING_COMPLETED";
        version.statusMessage = "The model is ready to run.";
        version.result = { endMs: dueMs, billableSeconds: Math.ceil((dueMs - createdMs) / 1_000), f1Score: 0.9 };
      } else {
        version.status = "TRAINING_FAILED";
        version.statusMessage = "The training dataset has no labeled images.";
      }
    });
    return { ProjectVersionArn: version.arn };
  },
});

/** What a version is trained on, and whether that will do. */
function trainingOf(
  given: Input<typeof input>,
  project: Project,
  context: OperationContext,
): { readonly training: JsonObject; readonly testing: JsonObject; readonly hasLabels: boolean } {
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
  if (training !== undefined && testing !== undefined) {
    if (project.datasets.length > 0) {
      throw refused("InvalidParameterException", "TrainingData is for a project without datasets; this one has some.");
    }
    const manifests = (training.Assets ?? []).map(({ GroundTruthManifest: manifest }) => {
      if (manifest !== undefined) {
        return manifestOf(manifest, context, "InvalidParameterException");
      }
      throw refused("InvalidParameterException", "An asset of TrainingData has no GroundTruthManifest.");
    });
    if (manifests.length === 0) {
      throw refused("InvalidParameterException", "TrainingData has no assets.");
    }
    const read = readEntries(manifests.flat());
    return {
      training: { ...training },
      testing: { ...testing },
      hasLabels: "entries" in read && read.entries.some(isLabeled),
    };
  }
  const train = project.dataset("TRAIN");
  const test = project.dataset("TEST");
  if (train?.isComplete !== true || (test !== undefined && !test.isComplete)) {
    throw refused("InvalidParameterException", `The project ${project.arn} has no training dataset that is complete.`);
  }
  if (test === undefined && project.feature === "CUSTOM_LABELS") {
    throw refused("InvalidParameterException", `The project ${project.arn} has no test dataset.`);
  }
  const bucket = `custom-labels-console-${context.here.region}-${context.here.accountId}`;
  const asset = (name: string): JsonObject => ({
    Assets: [
      { GroundTruthManifest: { S3Object: { Bucket: bucket, Name: `datasets/${project.name}/${name}.manifest` } } },
    ],
  });
  return {
    training: asset("train"),
    testing: { ...asset("test"), AutoCreate: false },
    hasLabels: train.entries.labeled > 0,
  };
}

function isLabeled(entry: { readonly labels: ReadonlyMap<string, string> }): boolean {
  return [...entry.labels.values()].some((use) => use !== "declared");
}
