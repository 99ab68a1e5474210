import { refused } from "../wire/service-error.js";
import { findVersion } from "../account/find-resource.js";
import { projectVersionArn } from "../shapes/arns.js";
import { integer } from "../shapes/integer.js";
import { required } from "../shapes/required.js";
import { type Operation, operation } from "./operation.js";

/**
 * Starts a model.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StartProjectVersion.html
 */
export const startProjectVersion: Operation = operation({
  summary: "Starts a model: `STARTING`, then `RUNNING`.",
  input: {
    ProjectVersionArn: required(projectVersionArn),
    MinInferenceUnits: required(integer({ min: 1 })),
    MaxInferenceUnits: integer({ min: 1 }),
  },
  errors: {
    ResourceNotFoundException: "there is no such version",
    ResourceInUseException: "the version is running, or is being trained, copied, started, stopped or deleted",
    LimitExceededException:
      "the account already runs as many models as the quota allows, or the model would have more inference units than the quota allows",
    InvalidParameterException:
      "the version is an adapter, its training or its copying failed, it is `DEPRECATED` or `EXPIRED`, or `MinInferenceUnits` is more than `MaxInferenceUnits`",
  },
  answer: (input, { projects, quotas, later }) => {
    const { project, version } = findVersion(projects, input.ProjectVersionArn);
    const { MinInferenceUnits: min, MaxInferenceUnits: max } = input;
    if (project.feature !== "CUSTOM_LABELS") {
      throw refused("InvalidParameterException", "Only versions of the feature CUSTOM_LABELS can be started.");
    }
    if (max !== undefined && max < min) {
      throw refused("InvalidParameterException", `MaxInferenceUnits is ${max}, less than MinInferenceUnits, ${min}.`);
    }
    if (!STARTABLE.has(version.status)) {
      const code = HOPELESS.has(version.status) ? "InvalidParameterException" : "ResourceInUseException";
      throw refused(code, `The project version ${version.arn} is ${version.status}.`);
    }
    if (Math.max(min, max ?? min) > quotas.inferenceUnits) {
      throw refused("LimitExceededException", `A model may have ${quotas.inferenceUnits} inference units.`);
    }
    const running = projects.all().reduce((sum, each) => sum + each.runningVersions, 0);
    if (running >= quotas.runningVersions) {
      throw refused("LimitExceededException", `${running} models run; ${quotas.runningVersions} may.`);
    }
    version.status = "STARTING";
    version.statusMessage = "The model is being started.";
    version.minInferenceUnits = min;
    version.maxInferenceUnits = max;
    later("start", (dueMs) => {
      if (version.status !== "STARTING") {
        return;
      }
      version.status = "RUNNING";
      version.statusMessage = "The model is running.";
      version.beginService(dueMs);
    });
    return { Status: version.status };
  },
});

const STARTABLE: ReadonlySet<string> = new Set(["TRAINING_COMPLETED", "COPYING_COMPLETED", "STOPPED", "FAILED"]);

/** A version with one of these statuses can never be started, however long one waits. */
const HOPELESS: ReadonlySet<string> = new Set(["TRAINING_FAILED", "COPYING_FAILED", "DEPRECATED", "EXPIRED"]);
