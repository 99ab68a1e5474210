import { refused } from "../wire/service-error.js";
import { findVersion } from "../account/find-resource.js";
import { projectVersionArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { type Operation, operation } from "./operation.js";

/**
 * Stops a model.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StopProjectVersion.html
 */
export const stopProjectVersion: Operation = operation({
  summary: "Stops a running model: `STOPPING`, then `STOPPED`.",
  input: { ProjectVersionArn: required(projectVersionArn) },
  errors: {
    ResourceNotFoundException: "there is no such version",
    ResourceInUseException: "the version is being trained, copied, started, stopped or deleted",
    InvalidParameterException: "the version is not running",
  },
  answer: (input, { projects, nowMs, later }) => {
    const { version } = findVersion(projects, input.ProjectVersionArn);
    if (version.status !== "RUNNING") {
      const inProgress = /(_IN_PROGRESS|ING)$/.test(version.status);
      throw refused(
        inProgress ? "ResourceInUseException" : "InvalidParameterException",
        `The project version ${version.arn} is ${version.status}.`,
      );
    }
    version.status = "STOPPING";
    version.endService(nowMs);
    version.statusMessage = "The model is being stopped.";
    later("stop", () => {
      if (version.status !== "STOPPING") {
        return;
      }
      version.status = "STOPPED";
      version.statusMessage = "The model is stopped.";
    });
    return { Status: version.status };
  },
});
