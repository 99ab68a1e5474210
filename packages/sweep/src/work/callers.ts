import { DiscoveryError, type DiscoverTargetsOptions, discoverySources } from "@rekognition-rx/inventory";

/** Who begins a run. */
export interface Callers {
  /** The accounts of the credentials, sorted; `undefined` where AWS did not say whose one of them is. */
  readonly accounts: readonly string[] | undefined;
  /** The regions that are asked with every one of them; `undefined` where they differ. */
  readonly regions: readonly string[] | undefined;
}

/**
 * Whose credentials a run is begun with on this machine, and which regions they say are asked.
 *
 * @throws DiscoveryError where there are none: a run that nobody can discover is not begun.
 */
export async function callersOf(targets: DiscoverTargetsOptions): Promise<Callers> {
  const sources = await discoverySources(targets);
  const there = sources.filter(({ error }) => error === undefined);
  const [first] = there;
  if (first === undefined) {
    throw noCredentials(sources.map(({ error }) => error?.message ?? ""));
  }
  const accounts = there.flatMap(({ accountId }) => accountId ?? []);
  return {
    accounts: accounts.length < there.length ? undefined : [...new Set(accounts)].toSorted(),
    regions: sources.every(({ regions }) => regions.join() === first.regions.join()) ? first.regions : undefined,
  };
}

function noCredentials(messages: readonly string[]): DiscoveryError {
  const message = [...new Set(messages)].join("; ");
  return new DiscoveryError({ operation: "GetCallerIdentity", message, cause: undefined });
}
