import { type CallerIdentity, callerIdentity } from "./caller-identity.js";
import type { DiscoverySettings } from "./check-discovery-options.js";
import { type CredentialSource, credentialSource } from "./credential-source.js";
import { DiscoveryError } from "./discovery-error.js";
import { failureSentence } from "../failures/failure-sentence.js";
import { TargetOptionsError } from "./target-options-error.js";

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
  const regions = settings.regions ?? (source.region === undefined ? [] : [source.region]);
  if (regions.length === 0) {
    throw new TargetOptionsError(
      profile === undefined
        ? "no AWS region is set; give one with --region, such as --region us-east-1, or set AWS_REGION"
        : `no AWS region is set: the profile "${profile}" has none, or does not exist; give one with --region, or look at "aws configure list-profiles"`,
    );
  }
  const identity = await callerIdentity(source, settings);
  const isAskedMore = settings.organization || (settings.accountsFile !== undefined && settings.roleName !== undefined);
  if (isAskedMore && identity._tag === "Unknown" && identity.unreachable !== undefined) {
    // Each account would find out by itself, for half a minute.
    const { unreachable: cause } = identity;
    throw new DiscoveryError({ operation: "GetCallerIdentity", message: failureSentence(cause), cause });
  }
  return { ...source, regions, identity };
}
