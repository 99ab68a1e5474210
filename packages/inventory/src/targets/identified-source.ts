import { type CallerIdentity, callerIdentity } from "./caller-identity.js";
import type { DiscoverySettings } from "./check-discovery-options.js";
import { type CredentialSource, credentialSource } from "./credential-source.js";
import { DiscoveryError } from "./discovery-error.js";
import { failureSentence } from "../failures/failure-sentence.js";
import { regionsOf } from "./regions-of.js";

/** A profile, or the AWS environment, after AWS was asked for its account. */
export interface IdentifiedSource extends CredentialSource {
  readonly identity: CallerIdentity;
  /** The regions that are asked with it. */
  readonly regions: readonly string[];
}

/**
 * Opens a source, and asks AWS whose it is.
 *
 * @throws TargetOptionsError if the AWS configuration cannot be used, or if there is no region
 * @throws DiscoveryError if AWS cannot be reached, and more has to be asked before there is a target
 */
export async function identifiedSource(
  profile: string | undefined,
  settings: DiscoverySettings,
): Promise<IdentifiedSource> {
  const source = await credentialSource(profile, settings);
  const regions = regionsOf(source, settings);
  const identity = await callerIdentity(source, settings);
  if (isAskedMore(settings) && identity._tag === "Unknown" && identity.unreachable !== undefined) {
    // Otherwise each account would find that out by itself, and take half a minute.
    const { unreachable: cause } = identity;
    throw new DiscoveryError({ operation: "GetCallerIdentity", message: failureSentence(cause), cause });
  }
  return { ...source, regions, identity };
}

/** Whether AWS is asked for more than the account of the credentials, before there is a target. */
export function isAskedMore({ organization, accounts, accountsFile, roleName }: DiscoverySettings): boolean {
  return organization || ((accountsFile ?? accounts) !== undefined && roleName !== undefined);
}
