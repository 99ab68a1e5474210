import type { StepError } from "../crawl/step.js";
import { checkDiscoveryOptions } from "./check-discovery-options.js";
import type { DiscoverTargetsOptions } from "./discover-targets-options.js";
import { identifiedSource } from "./identified-source.js";

/** Credentials that a discovery would ask with. */
export interface DiscoverySource {
  /** `profile work`, or what stands for the AWS environment. */
  readonly name: string;
  /** Whose they are; `undefined` where AWS did not say so, or there are none. */
  readonly accountId: string | undefined;
  /** Those that are asked with them. */
  readonly regions: readonly string[];
  /** Why there are none. */
  readonly error: StepError | undefined;
}

/**
 * The credentials that {@link discoverTargets} would ask with on this machine, and whose they are: one a profile, before
 * anything is discovered.
 *
 * Fails as a discovery does: with a `TargetOptionsError` for a mistake in the options, or where there is no region; with a
 * `DiscoveryError` where nothing answers, and with the reason of `signal`.
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
