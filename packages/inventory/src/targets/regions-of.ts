import { optionName } from "../failures/option-name.js";
import type { DiscoverySettings } from "./check-discovery-options.js";
import type { CredentialSource } from "./credential-source.js";
import { TargetOptionsError } from "./target-options-error.js";

/**
 * The regions that are asked with a source: those that are given, or its own.
 *
 * @throws TargetOptionsError if there is none
 */
export function regionsOf(
  { profile, region }: Pick<CredentialSource, "profile" | "region">,
  settings: Pick<DiscoverySettings, "regions">,
): readonly string[] {
  const regions = settings.regions ?? (region === undefined ? [] : [region]);
  if (regions.length === 0) {
    const advice = `give one with ${optionName("regions")}`;
    throw new TargetOptionsError(
      profile === undefined
        ? `no AWS region is set; ${advice}, such as us-east-1, or set AWS_REGION`
        : `no AWS region is set: the profile "${profile}" has none, or does not exist; ${advice}, or look at "aws configure list-profiles"`,
    );
  }
  return regions;
}
