import { findTagged } from "../account/find-resource.js";
import { resourceArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { tagKeys } from "../shapes/tag-map.js";
import { type Operation, operation } from "./operation.js";

/**
 * Removes tags from a version, a dataset or a project.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UntagResource.html
 */
export const untagResource: Operation = operation({
  summary: "Removes tags from a version, a dataset or a project. Keys that it does not have are ignored.",
  input: { ResourceArn: required(resourceArn), TagKeys: required(tagKeys) },
  errors: {
    ResourceNotFoundException: "there is no such resource",
    InvalidParameterException: "the ARN does not name a project, a dataset or a version",
  },
  answer: (input, { projects }) => {
    const resource = findTagged(projects, input.ResourceArn);
    const gone = new Set(input.TagKeys);
    resource.tags = new Map([...resource.tags].filter(([key]) => !gone.has(key)));
    return {};
  },
});
