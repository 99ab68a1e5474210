import { refused } from "../wire/service-error.js";
import { findTagged } from "../account/find-resource.js";
import { resourceArn } from "../shapes/arns.js";
import { required } from "../shapes/required.js";
import { tagMap } from "../shapes/tag-map.js";
import { type Operation, operation } from "./operation.js";

/**
 * Adds tags to a version, a dataset or a project.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_TagResource.html
 */
export const tagResource: Operation = operation({
  summary: "Adds tags to a version, a dataset or a project. A tag replaces one with the same key.",
  input: { ResourceArn: required(resourceArn), Tags: required(tagMap) },
  errors: {
    ResourceNotFoundException: "there is no such resource",
    ServiceQuotaExceededException: "the resource would have more tags than the quota allows",
    InvalidParameterException: "the ARN does not name a project, a dataset or a version",
  },
  answer: (input, { projects, quotas }) => {
    const resource = findTagged(projects, input.ResourceArn);
    const tags = new Map([...resource.tags, ...input.Tags]);
    if (tags.size > quotas.tagsPerResource) {
      throw refused(
        "ServiceQuotaExceededException",
        `${input.ResourceArn} would have ${tags.size} tags; it may have ${quotas.tagsPerResource}.`,
      );
    }
    resource.tags = tags;
    return {};
  },
});
