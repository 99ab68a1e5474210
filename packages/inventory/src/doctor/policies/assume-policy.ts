import { partitionsOf } from "./partitions-of.js";
import { oneOrMany, policyDocument, type PolicyDocument } from "./policy-document.js";

/** What the caller needs to get into other accounts. */
export function assumePolicy({
  roleName,
  accountIds,
  organization,
  regions,
}: {
  /** With its path, if it has one. */
  readonly roleName: string;
  /** `undefined` for all accounts. */
  readonly accountIds: readonly string[] | undefined;
  /** Whether the accounts are those of the organization. */
  readonly organization: boolean;
  readonly regions: readonly string[];
}): PolicyDocument {
  const roles = partitionsOf(regions).flatMap((partition) =>
    (accountIds ?? ["*"]).map((accountId) => `arn:${partition}:iam::${accountId}:role/${roleName}`),
  );
  return policyDocument([
    { Effect: "Allow", Action: "sts:AssumeRole", Resource: oneOrMany(roles) },
    // The action has no resources that a policy could name.
    ...(organization ? [{ Effect: "Allow", Action: "organizations:ListAccounts", Resource: "*" } as const] : []),
  ]);
}
