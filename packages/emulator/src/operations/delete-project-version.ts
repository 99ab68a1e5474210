import { refused } from "../wire/service-error.js";
import { findVersion } from "../account/find-resource.js";
import { projectVersionArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { type Operation, operation } from "./operation.js";

/**
 * Deletes a version of a project.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteProjectVersion.html
 */
export const deleteProjectVersion: Operation = operation({
  summary: "Deletes a version of a project: `DELETING`, until it is gone.",
  input: { ProjectVersionArn: required(projectVersionArn) },
  errors: {
    ResourceNotFoundException: "there is no such version",
    ResourceInUseException: "the version is running, or is being trained, copied, started, stopped or deleted",
  },
  answer: (input, { projects, later }) => {
    const { project, version } = findVersion(projects, input.ProjectVersionArn);
    if (BUSY.has(version.status)) {
      throw refused("ResourceInUseException", `The project version ${version.arn} is ${version.status}.`);
    }
    version.status = "DELETING";
    version.statusMessage = "The model is being deleted.";
    later("deleteVersion", () => project.versions.remove(version));
    return { Status: version.status };
  },
});

const BUSY: ReadonlySet<string> = new Set([
  "TRAINING_IN_PROGRESS",
  "COPYING_IN_PROGRESS",
  "STARTING",
  "RUNNING",
  "STOPPING",
  "DELETING",
]);
