import { customLabelsRegions } from "../failures/custom-labels-regions.js";
import { optionName } from "../failures/option-name.js";
import { oneLine } from "../text/one-line.js";
import { isHttpUrl } from "./aws-configuration.js";
import type { DiscoverTargetsOptions } from "./discover-targets-options.js";
import { TargetOptionsError } from "./target-options-error.js";

/** Checked options, with their defaults. */
export interface DiscoverySettings extends Pick<
  DiscoverTargetsOptions,
  "accounts" | "accountsFile" | "endpointUrl" | "externalId" | "signal"
> {
  /** `undefined` is the AWS environment. */
  readonly profiles: readonly (string | undefined)[];
  /** `undefined` for those of the source. */
  readonly regions: readonly string[] | undefined;
  /** The region in which STS and Organizations are asked; `undefined` for that of the source. */
  readonly region: string | undefined;
  readonly organization: boolean;
  readonly roleName: string | undefined;
  readonly requestTimeout: number;
}

/** @throws TargetOptionsError */
export function checkDiscoveryOptions(options: DiscoverTargetsOptions): DiscoverySettings {
  const { profiles = [], regions = [], accountsFile, organization = false, externalId, endpointUrl, signal } = options;
  const { requestTimeout = DEFAULT_TIMEOUT, roleName, accounts } = options;
  if (profiles.some((profile) => profile.trim() === "")) {
    throw new TargetOptionsError("the name of a profile is empty");
  }
  const unknown = accounts?.find(({ accountId }) => !/^\d{12}$/.test(accountId));
  if (unknown !== undefined) {
    throw new TargetOptionsError(`"${oneLine(unknown.accountId)}" is no account id; it has twelve digits`);
  }
  const wrong = regions === "all" ? undefined : regions.find((region) => !REGION.test(region));
  if (wrong !== undefined) {
    throw new TargetOptionsError(`"${oneLine(wrong)}" is no AWS region; give one such as us-east-1`);
  }
  const isListed = accountsFile !== undefined || accounts !== undefined;
  if (isListed && organization) {
    throw new TargetOptionsError(
      `the accounts come from a list or from the organization, not from both; leave out ${optionName(accountsFile === undefined ? "accounts" : "accountsFile")} or ${optionName("organization")}`,
    );
  }
  if (!isListed && !organization && (roleName !== undefined || externalId !== undefined)) {
    throw new TargetOptionsError(
      `a role is assumed in accounts that are named, or in those of an organization; give ${optionName("accounts")} or ${optionName("organization")} too, or leave out ${optionName("roleName")} and ${optionName("externalId")}`,
    );
  }
  if (roleName !== undefined && !ROLE_NAME.test(roleName)) {
    throw new TargetOptionsError(`"${oneLine(roleName)}" is no name of a role; give its name, not its ARN`);
  }
  if (endpointUrl !== undefined && !isHttpUrl(endpointUrl)) {
    throw new TargetOptionsError(
      `the endpoint is no URL; give one such as http://127.0.0.1:4566 with ${optionName("endpointUrl")}`,
    );
  }
  if (!(requestTimeout >= 0)) {
    throw new TargetOptionsError(`requestTimeout is ${requestTimeout} ms; it must be a number of 0 or more`);
  }
  return {
    profiles: profiles.length === 0 ? [undefined] : Array.from(new Set(profiles)),
    regions: regions === "all" ? customLabelsRegions : regions.length === 0 ? undefined : Array.from(new Set(regions)),
    region: regions === "all" ? undefined : regions[0],
    accounts,
    accountsFile,
    organization,
    roleName: roleName ?? (organization ? ORGANIZATION_ROLE : undefined),
    externalId,
    endpointUrl,
    requestTimeout,
    signal,
  };
}

/** In ms. */
const DEFAULT_TIMEOUT = 60_000;

/** The role that AWS Organizations makes in each account that it makes. */
const ORGANIZATION_ROLE = "OrganizationAccountAccessRole";

/** What the name of a host can have. Only AWS knows which regions there are. */
const REGION = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const ROLE_NAME = /^(?!\/)[\w+=,.@/-]{1,512}$/;
