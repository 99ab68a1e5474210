import type { DiscoverySettings } from "../targets/check-discovery-options.js";
import { type CredentialSource, credentialSource } from "../targets/credential-source.js";
import { regionsOf } from "../targets/regions-of.js";
import { isTargetOptionsError } from "../targets/target-options-error.js";

/** The sources of a run, as far as they can be opened. */
export interface OpenedSources {
  readonly sources: readonly OpenedSource[];
  /** Why the other sources could not be opened. */
  readonly broken: readonly Mistake[];
  /** Why a source has no region. */
  readonly withoutRegion: readonly Mistake[];
}

/** A source, and the regions that are asked with it; none if no region is set. */
export interface OpenedSource {
  readonly source: CredentialSource;
  readonly regions: readonly string[];
}

/** What is wrong with the configuration of a source. */
interface Mistake {
  /** `undefined` is the environment. */
  readonly profile: string | undefined;
  readonly sentence: string;
}

/** Opens the profiles, or the environment. Sends nothing. */
export async function openSources(settings: DiscoverySettings): Promise<OpenedSources> {
  const sources: OpenedSource[] = [];
  const broken: Mistake[] = [];
  const withoutRegion: Mistake[] = [];
  for (const profile of settings.profiles) {
    const source = await orMistake(broken, profile, () => opened(profile, settings));
    if (source !== undefined) {
      const regions = await orMistake(withoutRegion, profile, () => regionsOf(source, settings));
      sources.push({ source, regions: regions ?? [] });
    }
  }
  return { sources, broken, withoutRegion };
}

async function opened(profile: string | undefined, settings: DiscoverySettings): Promise<CredentialSource> {
  const source = await credentialSource(profile, settings);
  // Refuses an endpoint that is no URL.
  source.settingsOf("Rekognition");
  source.settingsOf("STS");
  return source;
}

async function orMistake<Value>(
  mistakes: Mistake[],
  profile: string | undefined,
  work: () => Promise<Value> | Value,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isTargetOptionsError(error)) {
      throw error;
    }
    mistakes.push({ profile, sentence: error.message });
    return undefined;
  }
}
