import { type CallerIdentity, callerIdentity } from "./caller-identity.js";
import type { DiscoverySettings } from "./check-discovery-options.js";
import { type CredentialSource, credentialSource } from "./credential-source.js";
import { DiscoveryError } from "./discovery-error.js";
import { failureSentence } from "../failures/failure-sentence.js";
import { regionsOf } from "./regions-of.js";

/** A profile, or the AWS environment, of which AWS was asked whose it is. */
export interface IdentifiedSource extends CredentialSource {
  readonly identity: CallerIdentity;
  /** Those that are asked with it. */
  readonly regions: readonly string[];
}

/**
 * Opens a source, and asks whose it is.
 *
 * @throws TargetOptionsError where the AWS configuration cannot be followed, or there is no region
 * @throws DiscoveryError where nothing answers whom more is to be asked
 */
export async function identifiedSource(
  profile: string | undefined,
  settings: DiscoverySettings,
): Promise<IdentifiedSource> {
  const source = await credentialSource(profile, settings);
  const regions = regionsOf(source, settings);
  const identity = await callerIdentity(source, settings);
  if (isAskedMore(settings) && identity._tag === "Unknown" && identity.unreachable !== undefined) {
    // Each account would find out by itself, for half a minute.
    const { unreachable: cause } = identity;
    throw new DiscoveryError({ operation: "GetCallerIdentity", message: failureSentence(cause), cause });
  }
  return { ...source, regions, identity };
}

/** Whether more is asked of AWS, once it is known whose the credentials are, before there is a target. */
export function isAskedMore({ organization, accounts, accountsFile, roleName }: DiscoverySettings): boolean {
  return organization || ((accountsFile ?? accounts) !== undefined && roleName !== undefined);
}
