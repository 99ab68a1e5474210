import { refused } from "../wire/service-error.js";
import type { Project } from "../account/project.js";
import type { OperationContext } from "./operation.js";

/** Checks that a project can have another version, with that name. @throws ServiceError */
export function checkNewVersion(project: Project, name: string, { quotas }: OperationContext): void {
  if (project.status === "DELETING") {
    throw refused("ResourceInUseException", `The project ${project.arn} is ${project.status}.`);
  }
  if (project.version(name) !== undefined) {
    throw refused("ResourceInUseException", `The project ${project.arn} has a version with the name ${name}.`);
  }
  if (project.versions.size >= quotas.versionsPerProject) {
    throw refused(
      "LimitExceededException",
      `The project ${project.arn} has ${project.versions.size} versions; it may have ${quotas.versionsPerProject}.`,
    );
  }
}
