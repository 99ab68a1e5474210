import { findTagged } from "../account/find-resource.js";
import { resourceArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { tagKeys } from "../shapes/tag-map.js";
import { type Operation, operation } from "./operation.js";

/**
 * Takes tags off a version, a dataset or a project.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UntagResource.html
 */
export const untagResource: Operation = operation({
  summary: "Takes tags off a version, a dataset or a project; keys that it does not have are passed over.",
  input: { ResourceArn: required(resourceArn), TagKeys: required(tagKeys) },
  errors: {
    ResourceNotFoundException: "there is no such resource",
    InvalidParameterException: "the ARN is not one of a project, a dataset or a version",
  },
  answer: (input, { projects }) => {
    const resource = findTagged(projects, input.ResourceArn);
    const gone = new Set(input.TagKeys);
    resource.tags = new Map([...resource.tags].filter(([key]) => !gone.has(key)));
    return {};
  },
});
