import { findTagged } from "../account/find-resource.js";
import { resourceArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { type Operation, operation } from "./operation.js";

/**
 * Lists the tags of a version, a dataset or a project.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListTagsForResource.html
 */
export const listTagsForResource: Operation = operation({
  summary: "Lists the tags of a version, a dataset or a project.",
  input: { ResourceArn: required(resourceArn) },
  errors: {
    ResourceNotFoundException: "there is no such resource",
    InvalidParameterException: "the ARN does not name a project, a dataset or a version",
  },
  answer: (input, { projects }) => ({ Tags: Object.fromEntries(findTagged(projects, input.ResourceArn).tags) }),
});
