import { refused } from "../wire/service-error.js";
import { findProject } from "../account/find-resource.js";
import { projectArn } from "../shapes/arns.js";
import { policyName, policyRevisionId } from "../shapes/policy-shapes.js";
import { required } from "../shapes/required.js";
import { type Operation, operation } from "./operation.js";

/**
 * Removes a policy from a project.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteProjectPolicy.html
 */
export const deleteProjectPolicy: Operation = operation({
  summary: "Removes a policy from a project.",
  input: {
    ProjectArn: required(projectArn),
    PolicyName: required(policyName),
    PolicyRevisionId: policyRevisionId,
  },
  errors: {
    ResourceNotFoundException: "there is no such project or policy",
    InvalidPolicyRevisionIdException: "`PolicyRevisionId` is not the current revision of the policy",
  },
  answer: (input, { projects }) => {
    const project = findProject(projects, input.ProjectArn);
    const { PolicyName: name, PolicyRevisionId: revisionId } = input;
    const policy = project.policy(name);
    if (policy === undefined) {
      throw refused("ResourceNotFoundException", `The project ${project.arn} has no policy ${name}.`);
    }
    if (revisionId !== undefined && revisionId !== policy.revisionId) {
      throw refused("InvalidPolicyRevisionIdException", `The policy ${name} has no revision ${revisionId}.`);
    }
    project.policies.remove(policy);
    return {};
  },
});
