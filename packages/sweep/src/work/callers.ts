import { DiscoveryError, type DiscoverTargetsOptions, discoverySources } from "@rekognition-rx/inventory";

/** With which credentials a run is begun. */
export interface Callers {
  /** The accounts of the credentials, sorted; `undefined` if AWS did not say to which account one of them belongs. */
  readonly accounts: readonly string[] | undefined;
  /** The regions that are asked with these credentials; `undefined` if the credentials have different regions. */
  readonly regions: readonly string[] | undefined;
}

/**
 * Finds the accounts of the credentials with which this machine begins a run, and the regions that are asked with them.
 *
 * @throws DiscoveryError if there are no credentials: a run whose targets nobody can find is not begun.
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
