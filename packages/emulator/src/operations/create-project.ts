import { refused } from "../protocol/service-error.js";
import type { Feature } from "../seed/project-seed.js";
import { Project } from "../state/project.js";
import { oneOf } from "../validation/one-of.js";
import { required } from "../validation/required.js";
import { resourceName } from "../validation/resource-name.js";
import { tagMap } from "../validation/tag-map.js";
import { type Operation, operation } from "./operation.js";

/**
 * Creates a project.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProject.html
 */
export const createProject: Operation = operation({
  summary: "Creates a project: `CREATING`, then `CREATED`.",
  input: {
    ProjectName: required(resourceName),
    Feature: oneOf<Feature>(["CONTENT_MODERATION", "CUSTOM_LABELS"]),
    AutoUpdate: oneOf<"ENABLED" | "DISABLED">(["ENABLED", "DISABLED"]),
    Tags: tagMap,
  },
  errors: {
    ResourceInUseException: "the name is taken",
    LimitExceededException: "the account has as many projects as it may have",
    InvalidParameterException: "`AutoUpdate` is missing for Content Moderation, or given for Custom Labels",
  },
  answer: (input, { projects, home, nowMs, quotas, later }) => {
    const { ProjectName: name, Feature: feature = "CUSTOM_LABELS", AutoUpdate: autoUpdate } = input;
    if (feature === "CONTENT_MODERATION" && autoUpdate === undefined) {
      throw refused(
        "InvalidParameterException",
        "AutoUpdate is required for a project of the feature CONTENT_MODERATION.",
      );
    }
    if (feature === "CUSTOM_LABELS" && autoUpdate !== undefined) {
      throw refused("InvalidParameterException", "AutoUpdate applies only to adapters, not to CUSTOM_LABELS.");
    }
    if (projects.byName(name) !== undefined) {
      throw refused("ResourceInUseException", `A project with the name ${name} already exists.`);
    }
    if (projects.size >= quotas.projects) {
      throw refused(
        "LimitExceededException",
        `The account has ${projects.size} projects; it may have ${quotas.projects}.`,
      );
    }
    const project = new Project(home, { name, createdMs: Math.floor(nowMs), status: "CREATING", feature, autoUpdate });
    if (input.Tags !== undefined) project.tags = input.Tags;
    projects.add(project);
    later("createProject", () => {
      if (project.status === "CREATING") project.status = "CREATED";
    });
    return { ProjectArn: project.arn };
  },
});
