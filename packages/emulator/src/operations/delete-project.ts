import { refused } from "../wire/service-error.js";
import { findProject } from "../account/find-resource.js";
import { projectArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { type Operation, operation } from "./operation.js";

/**
 * Deletes a project that has no versions and no datasets, with its policies.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteProject.html
 */
export const deleteProject: Operation = operation({
  summary:
    "Deletes a project that has no versions and no datasets, and its policies. It is gone at once, unless `transitions` sets how long it is `DELETING`.",
  input: { ProjectArn: required(projectArn) },
  errors: {
    ResourceNotFoundException: "there is no such project",
    ResourceInUseException: "the project has versions or datasets, or is `DELETING`",
  },
  answer: (input, { projects, later }) => {
    const project = findProject(projects, input.ProjectArn);
    if (project.status === "DELETING") {
      throw refused("ResourceInUseException", `The project ${project.arn} is ${project.status}.`);
    }
    if (project.versions.size + project.datasets.length > 0) {
      throw refused(
        "ResourceInUseException",
        `The project ${project.arn} has ${project.versions.size} project versions and ${project.datasets.length} ` +
          "datasets; delete them first.",
      );
    }
    project.status = "DELETING";
    later("deleteProject", () => projects.drop(project));
    return { Status: project.status };
  },
});
