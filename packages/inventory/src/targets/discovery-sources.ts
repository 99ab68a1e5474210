import type { StepError } from "../crawl/step.js";
import { checkDiscoveryOptions } from "./check-discovery-options.js";
import type { DiscoverTargetsOptions } from "./discover-targets-options.js";
import { identifiedSource } from "./identified-source.js";

/** Credentials that a discovery would ask with. */
export interface DiscoverySource {
  /** `profile work`, or `environment` for the AWS environment. */
  readonly name: string;
  /** The account of the credentials; `undefined` if AWS did not say whose they are, or if there are none. */
  readonly accountId: string | undefined;
  /** The regions that are asked with them. */
  readonly regions: readonly string[];
  /** Why there are no credentials; `undefined` if there are. */
  readonly error: StepError | undefined;
}

/**
 * The credentials that {@link discoverTargets} would use on this machine, and their accounts: one source per profile.
 * Nothing is discovered yet.
 *
 * Fails as a discovery does: with a `TargetOptionsError` for a mistake in the options, or if there is no region; with a
 * `DiscoveryError` if AWS cannot be reached and a role or an organization is asked for; and with the reason of
 * `signal`.
 *
 * @example
 * ```ts
 * import { discoverySources } from "@rekognition-rx/inventory";
 *
 * for (const { name, accountId, error } of await discoverySources({ regions: ["eu-west-1"] })) {
 *   console.log(name, accountId ?? error?.message ?? "AWS did not say whose it is");
 * }
 * ```
 */
export async function discoverySources(options: DiscoverTargetsOptions = {}): Promise<readonly DiscoverySource[]> {
  const settings = checkDiscoveryOptions(options);
  settings.signal?.throwIfAborted();
  const sources = await Promise.all(settings.profiles.map((profile) => identifiedSource(profile, settings)));
  return sources.map(({ name, regions, identity }) => ({
    name,
    accountId: identity._tag === "Known" ? identity.accountId : undefined,
    regions,
    error: identity._tag === "NoCredentials" ? identity.error : undefined,
  }));
}
