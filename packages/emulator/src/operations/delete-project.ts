import { refused } from "../wire/service-error.js";
import { findProject } from "../account/find-resource.js";
import { projectArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { type Operation, operation } from "./operation.js";

/**
 * Deletes a project with its datasets and policies.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteProject.html
 */
export const deleteProject: Operation = operation({
  summary: "Deletes a project with its datasets and policies: `DELETING`, until it is gone.",
  input: { ProjectArn: required(projectArn) },
  errors: {
    ResourceNotFoundException: "there is no such project",
    ResourceInUseException: "the project has versions, is not `CREATED`, or has a dataset that is being worked on",
  },
  answer: (input, { projects, nowMs, later }) => {
    const project = findProject(projects, input.ProjectArn);
    if (project.status !== "CREATED") {
      throw refused("ResourceInUseException", `The project ${project.arn} is ${project.status}.`);
    }
    if (project.versions.size > 0) {
      const count = project.versions.size;
      throw refused(
        "ResourceInUseException",
        `The project ${project.arn} has ${count} project versions; delete them first.`,
      );
    }
    const busy = project.datasets.find((dataset) => dataset.isInProgress);
    if (busy !== undefined) {
      throw refused("ResourceInUseException", `The dataset ${busy.arn} is ${busy.status}.`);
    }
    for (const dataset of project.datasets) {
      dataset.become({ status: "DELETE_IN_PROGRESS" }, nowMs);
    }
    project.status = "DELETING";
    later("deleteProject", () => projects.drop(project));
    return { Status: project.status };
  },
});
