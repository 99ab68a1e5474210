import { findProject } from "../account/find-resource.js";
import { projectArn } from "../shapes/arns.js";
import { maxResults, nextToken } from "../shapes/paging.js";
import { required } from "../shapes/required.js";
import { listPage } from "./list-page.js";
import { type Operation, operation } from "./operation.js";

/**
 * Lists the policies attached to a project, by creation time.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListProjectPolicies.html
 */
export const listProjectPolicies: Operation = operation({
  summary: "Lists the policies attached to a project, the oldest first.",
  input: { ProjectArn: required(projectArn), NextToken: nextToken, MaxResults: maxResults(5) },
  errors: {
    ResourceNotFoundException: "there is no such project",
    InvalidPaginationTokenException: "the token does not belong to this listing",
  },
  answer: (input, context) => {
    const project = findProject(context.projects, input.ProjectArn);
    return listPage(context, {
      operation: "ListProjectPolicies",
      about: [project.arn],
      member: "ProjectPolicies",
      token: input.NextToken,
      size: input.MaxResults ?? 5,
      page: (after, limit) => project.policies.page(after, limit),
      json: (policy) =>
        Buffer.from(
          JSON.stringify({
            ProjectArn: project.arn,
            PolicyName: policy.name,
            PolicyRevisionId: policy.revisionId,
            PolicyDocument: policy.document,
            CreationTimestamp: policy.createdMs / 1_000,
            LastUpdatedTimestamp: policy.updatedMs / 1_000,
          }),
        ),
    });
  },
});
