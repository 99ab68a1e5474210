import { refused } from "../wire/service-error.js";
import { findProject } from "../account/find-resource.js";
import { malformedPolicy } from "../account/policy-document.js";
import { projectPolicy } from "../account/project-policy.js";
import { projectArn } from "../shapes/arns.js";
import { policyName, policyRevisionId } from "../shapes/policy-shapes.js";
import { required } from "../shapes/required.js";
import { text } from "../shapes/text.js";
import { type Operation, operation } from "./operation.js";

/**
 * Attaches a policy to a project, or replaces it by another revision.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_PutProjectPolicy.html
 */
export const putProjectPolicy: Operation = operation({
  summary:
    "Attaches a new policy to a project, or a new revision of a policy: `PolicyRevisionId` then names the revision to " +
    "replace.",
  input: {
    ProjectArn: required(projectArn),
    PolicyName: required(policyName),
    PolicyRevisionId: policyRevisionId,
    PolicyDocument: required(
      text({ minLength: 1, maxLength: 2_000, pattern: "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+" }),
    ),
  },
  errors: {
    ResourceNotFoundException: "there is no such project",
    ResourceAlreadyExistsException: "there is a policy of that name, and `PolicyRevisionId` is missing",
    InvalidPolicyRevisionIdException: "`PolicyRevisionId` is not the current revision of a policy of that name",
    MalformedPolicyDocumentException: "the document is not an IAM policy in JSON",
    InvalidParameterException: "the project is not one of Custom Labels",
  },
  answer: (input, { projects, nowMs }) => {
    const project = findProject(projects, input.ProjectArn);
    const { PolicyName: name, PolicyDocument: document, PolicyRevisionId: revisionId } = input;
    if (project.feature !== "CUSTOM_LABELS") {
      throw refused("InvalidParameterException", "Project policies apply only to the feature CUSTOM_LABELS.");
    }
    const malformed = malformedPolicy(document);
    if (malformed !== undefined) {
      throw refused("MalformedPolicyDocumentException", malformed);
    }
    const previous = project.policy(name);
    if (revisionId !== undefined && previous?.revisionId !== revisionId) {
      throw refused("InvalidPolicyRevisionIdException", `The policy ${name} has no revision ${revisionId}.`);
    }
    if (revisionId === undefined && previous !== undefined) {
      throw refused(
        "ResourceAlreadyExistsException",
        `The project has a policy ${name}; name its revision to change it.`,
      );
    }
    if (previous !== undefined) {
      project.policies.remove(previous);
    }
    const updatedMs = Math.floor(nowMs);
    const policy = projectPolicy({
      name,
      document,
      createdMs: previous?.createdMs ?? updatedMs,
      updatedMs,
      predecessor: previous?.revisionId,
    });
    project.policies.add(policy);
    return { PolicyRevisionId: policy.revisionId };
  },
});
