import type { Depth } from "../crawl/depth.js";
import { assumePolicy } from "../doctor/policies/assume-policy.js";
import type { PolicyDocument } from "../doctor/policies/policy-document.js";
import { readPolicy } from "../doctor/policies/read-policy.js";
import { trustPolicy } from "../doctor/policies/trust-policy.js";
import { customLabelsRegions } from "../failures/custom-labels-regions.js";
import { failureSentence } from "../failures/failure-sentence.js";
import { readAccountsFile } from "../targets/accounts-file.js";
import { callerIdentity } from "../targets/caller-identity.js";
import { checkDiscoveryOptions } from "../targets/check-discovery-options.js";
import { credentialSource } from "../targets/credential-source.js";
import type { ExaminationOptions } from "../doctor/examination.js";
import { formatted } from "../text/count.js";
import { interruptible } from "./interruptible.js";
import type { PolicyKind } from "./policy-kinds.js";
import { say } from "./say.js";
import { UsageError } from "./usage-error.js";

/** What a policy is written for. */
export interface PolicyRun extends Pick<ExaminationOptions, "targets"> {
  readonly depth: readonly Depth[];
}

/**
 * Writes a policy to the standard output, and nothing else.
 *
 * @returns the exit code: 3 if a trust policy is asked for, and it is not known whose the credentials are.
 * @throws UsageError if the options do not say which role.
 */
export function policyRun(kind: PolicyKind, run: PolicyRun): Promise<number> {
  return interruptible(async (signal) => {
    const policy = await policyOf(kind, run, signal);
    if (typeof policy === "string") {
      say(policy);
      return 3;
    }
    process.stdout.write(`${JSON.stringify(policy, undefined, 2)}\n`);
    const { length } = JSON.stringify(policy);
    if (length > LONGEST_POLICY) {
      say(
        `this policy has ${formatted(length)} characters, and IAM takes ${formatted(LONGEST_POLICY)}; without --accounts it allows the role of every account, in one line`,
      );
    }
    return 0;
  });
}

/**
 * Characters of a managed policy, white space not counted.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const LONGEST_POLICY = 6_144;

/** The policy, or a sentence that says why there is none. */
function policyOf(kind: PolicyKind, run: PolicyRun, signal: AbortSignal): Promise<PolicyDocument | string> {
  switch (kind) {
    case "read":
      return Promise.resolve(readPolicy({ depth: run.depth, regions: regionsIn(run) }));
    case "assume":
      return assumed(run);
    case "trust":
      return trusted(run, signal);
  }
}

function regionsIn({ targets: { regions = [] } }: PolicyRun): readonly string[] {
  return regions === "all" ? customLabelsRegions : regions;
}

async function assumed(run: PolicyRun): Promise<PolicyDocument> {
  const { accountsFile, organization = false, roleName: given } = run.targets;
  // A role without a list of accounts is the role of every account, as in an organization.
  const { roleName } = checkDiscoveryOptions({ ...run.targets, organization: accountsFile === undefined });
  if (roleName === undefined || (given === undefined && !organization)) {
    throw new UsageError(
      "--policy assume is about a role; name it with --role-name, or give --organization for OrganizationAccountAccessRole",
    );
  }
  const listed = accountsFile === undefined ? undefined : await readAccountsFile(accountsFile);
  const accountIds = listed?.map(({ accountId }) => accountId);
  return assumePolicy({ roleName, accountIds, organization, regions: regionsIn(run) });
}

async function trusted({ targets }: PolicyRun, signal: AbortSignal): Promise<PolicyDocument | string> {
  const { profiles, regions, endpointUrl, requestTimeout, externalId } = targets;
  const settings = checkDiscoveryOptions({ profiles, regions, endpointUrl, requestTimeout, signal });
  const callers: string[] = [];
  for (const profile of settings.profiles) {
    const identity = await callerIdentity(await credentialSource(profile, settings), settings);
    if (identity._tag === "NoCredentials") {
      return identity.error.message;
    }
    if (identity._tag === "Unknown") {
      return identity.unreachable === undefined
        ? "AWS did not say which account the credentials belong to, and a trust policy names it; run this again"
        : failureSentence(identity.unreachable);
    }
    callers.push(identity.arn);
  }
  return trustPolicy({ callers, externalId });
}
