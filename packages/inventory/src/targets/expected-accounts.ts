import { optionName } from "../failures/option-name.js";
import type { ListedAccount } from "./accounts-file.js";
import type { CallerIdentity } from "./caller-identity.js";
import type { DiscoverySettings } from "./check-discovery-options.js";
import type { IdentifiedSource } from "./identified-source.js";
import { type OrganizationAccount, organizationAccounts } from "./organization-accounts.js";
import { TargetOptionsError } from "./target-options-error.js";

/** An account to ask, or one that is known to be suspended or closed. */
export interface ExpectedAccount {
  /** `undefined` for the own account of a source, if AWS did not say which it is. */
  readonly accountId: string | undefined;
  readonly accountName: string | undefined;
  /** None if a source that should list an organization has no credentials. It is one target then, without a region. */
  readonly regions: readonly string[];
  readonly outcome: "closed" | "suspended" | undefined;
  /** In the order in which to try them. */
  readonly ways: readonly Way[];
}

/** How to get into an account: with the credentials of a source, or with those of a role that it assumes. */
export interface Way {
  readonly source: IdentifiedSource;
  readonly roleArn: string | undefined;
}

/**
 * The accounts of all sources: their own, those of a file, or those of their organizations.
 *
 * An account of a file is entered by any source that may enter it: they are tried in order. The own account of a source
 * is never entered by a role.
 *
 * @param listed - the accounts of the file, if there is one.
 * @throws TargetOptionsError if a role has to be named
 * @throws DiscoveryError if an organization cannot be listed
 */
export async function expectedAccounts(
  sources: readonly IdentifiedSource[],
  settings: DiscoverySettings,
  listed: readonly ListedAccount[] | undefined,
): Promise<readonly ExpectedAccount[]> {
  if (listed !== undefined) {
    return listed.map((account) => accountOfFile(account, sources, settings));
  }
  return settings.organization
    ? accountsOfOrganizations(sources, settings)
    : sources.map((source) => ownAccount(source, source.regions));
}

function ownAccount(source: IdentifiedSource, regions: readonly string[]): ExpectedAccount {
  const { identity } = source;
  const accountId = identity._tag === "Known" ? identity.accountId : undefined;
  const ways = [{ source, roleArn: undefined }];
  return { accountId, accountName: undefined, regions, outcome: undefined, ways };
}

function accountOfFile(
  { accountId, accountName, line }: ListedAccount,
  sources: readonly IdentifiedSource[],
  { accountsFile, roleName }: DiscoverySettings,
): ExpectedAccount {
  const found = waysInto(accountId, sources, roleName);
  // A source without credentials may be of this account. It is kept as a way, so that its error is reported.
  const ways = found.length > 0 ? found : sources.filter(isShut).map((source) => ({ source, roleArn: undefined }));
  const [first] = ways;
  if (first === undefined) {
    const where = line === undefined ? "" : `${accountsFile}, line ${line}: `;
    throw new TargetOptionsError(
      `${where}${accountId} is not the account of the credentials; name the role to assume in it with ${optionName("roleName")}`,
    );
  }
  return { accountId, accountName, regions: first.source.regions, outcome: undefined, ways };
}

async function accountsOfOrganizations(
  sources: readonly IdentifiedSource[],
  { roleName, signal }: DiscoverySettings,
): Promise<readonly ExpectedAccount[]> {
  const members = new Map<string, OrganizationAccount & { readonly listedBy: readonly IdentifiedSource[] }>();
  for (const source of sources) {
    if (isShut(source)) {
      continue;
    }
    for (const account of await organizationAccounts(source, signal)) {
      const { listedBy = [] } = members.get(account.accountId) ?? {};
      members.set(account.accountId, { ...account, listedBy: [...listedBy, source] });
    }
  }
  const known = Array.from(members.values(), ({ listedBy, ...account }): ExpectedAccount => ({
    ...account,
    regions: listedBy[0]?.regions ?? [],
    ways: waysInto(account.accountId, listedBy, roleName),
  }));
  const unknown = sources.filter(isShut).map((source) => ownAccount(source, []));
  return [...known, ...unknown];
}

/** How to get into an account: with its own credentials, or else by a role. */
export function waysInto(
  accountId: string,
  sources: readonly IdentifiedSource[],
  roleName: string | undefined,
): readonly Way[] {
  const own = sources.find((source) => ownsAccount(source, accountId));
  if (own !== undefined) {
    return [{ source: own, roleArn: undefined }];
  }
  return roleName === undefined
    ? []
    : sources.map((source) => ({
        source,
        roleArn: `arn:${partitionOf(source.identity)}:iam::${accountId}:role/${roleName}`,
      }));
}

function ownsAccount({ identity }: IdentifiedSource, accountId: string): boolean {
  return identity._tag === "Known" && identity.accountId === accountId;
}

function isShut({ identity }: IdentifiedSource): boolean {
  return identity._tag === "NoCredentials";
}

/** The partition of a source: `aws`, `aws-us-gov`, `aws-cn`. No role is assumed across partitions. */
function partitionOf(identity: CallerIdentity): string {
  return (identity._tag === "Known" && identity.arn.split(":")[1]) || "aws";
}
