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
    ResourceInUseException: "the version runs, or is being worked on",
    LimitExceededException: "as many models run as may, or it would have more inference units than it may have",
    InvalidParameterException: "the version is not trained or an adapter, or the least units are more than the most",
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

/** Statuses that waiting does not help. */
const HOPELESS: ReadonlySet<string> = new Set(["TRAINING_FAILED", "COPYING_FAILED", "DEPRECATED", "EXPIRED"]);
