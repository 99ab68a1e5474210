import { oneOrMany, policyDocument, type PolicyDocument } from "./policy-document.js";

/**
 * The trust policy of the role that a run assumes in each account. It trusts the callers' accounts, which decide who
 * may assume it.
 */
export function trustPolicy({
  callers,
  externalId,
}: {
  /** The ARNs of the callers, as STS gives them. */
  readonly callers: readonly string[];
  readonly externalId: string | undefined;
}): PolicyDocument {
  const accounts = Array.from(new Set(callers.map(accountRoot)));
  return policyDocument([
    {
      Effect: "Allow",
      Principal: { AWS: oneOrMany(accounts) },
      Action: "sts:AssumeRole",
      ...(externalId === undefined ? {} : { Condition: { StringEquals: { "sts:ExternalId": externalId } } }),
    },
  ]);
}

function accountRoot(arn: string): string {
  const [, partition = "aws", , , accountId = ""] = arn.split(":");
  return `arn:${partition}:iam::${accountId}:root`;
}
