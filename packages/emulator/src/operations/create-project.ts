import { refused } from "../wire/service-error.js";
import { AUTO_UPDATES, FEATURES } from "../seed/project-seed.js";
import { Project } from "../account/project.js";
import { oneOf } from "../shapes/one-of.js";
import { required } from "../shapes/required.js";
import { resourceName } from "../shapes/resource-name.js";
import { tagMap } from "../shapes/tag-map.js";
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
    Feature: oneOf(FEATURES),
    AutoUpdate: oneOf(AUTO_UPDATES),
    Tags: tagMap,
  },
  errors: {
    ResourceInUseException: "the name is taken",
    LimitExceededException: "the account already has as many projects as the quota allows",
    InvalidParameterException: "`AutoUpdate` is missing for Content Moderation, or given for Custom Labels",
  },
  answer: (input, { projects, here, nowMs, quotas, later }) => {
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
    const project = new Project(here, { name, createdMs: Math.floor(nowMs), status: "CREATING", feature, autoUpdate });
    if (input.Tags !== undefined) {
      project.tags = input.Tags;
    }
    projects.put(project);
    later("createProject", () => {
      if (project.status === "CREATING") {
        project.status = "CREATED";
      }
    });
    return { ProjectArn: project.arn };
  },
});
