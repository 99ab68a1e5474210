import { accountTargets } from "./account-targets.js";
import { type ListedAccount, readAccountsFile } from "./accounts-file.js";
import { checkDiscoveryOptions, type DiscoverySettings } from "./check-discovery-options.js";
import type { DiscoverTargetsOptions } from "./discover-targets-options.js";
import { expectedAccounts } from "./expected-accounts.js";
import { identifiedSource } from "./identified-source.js";
import type { Target } from "../crawl/target.js";

/**
 * The accounts and regions that an inventory asks: those of profiles, of a list of accounts, or of an organization.
 *
 * Cold and lazy: each `for await` discovers anew. Before the first target, it finds out whose the credentials are, and
 * which accounts there are. A role is assumed, and a client made, when the target is asked for. The roles of the next
 * few accounts are assumed ahead. The caller closes each target.
 *
 * - A role is assumed once per account, and again when its credentials expire. The credentials of a profile are renewed
 *   when they expire, too.
 * - An account that cannot be entered is a target, too: with the outcome `no-credentials` and a sentence that says what
 *   to do, or with `suspended` or `closed`. Nothing is left out silently, and the others go on.
 * - If two profiles lead to the same account and region, there is one target, that of the first profile.
 * - Throttled calls of STS and Organizations are retried by the SDK, with ten attempts each.
 *
 * Fails before the first target with a `TargetOptionsError` for a mistake in the options or in a file, and with a
 * `DiscoveryError` if AWS does not say which accounts there are. Fails at any time with the reason of `signal`.
 *
 * @example
 * ```ts
 * import { discoverTargets } from "@rekognition-rx/inventory";
 *
 * for await (const target of discoverTargets({ profiles: ["audit"], organization: true, regions: "all" })) {
 *   console.log(target.id, "client" in target ? "reachable" : target.outcome);
 *   if ("client" in target) {
 *     target.close?.();
 *   }
 * }
 * ```
 */
export function discoverTargets(options: DiscoverTargetsOptions = {}): AsyncIterable<Target> {
  return { [Symbol.asyncIterator]: () => discovery(options) };
}

async function* discovery(options: DiscoverTargetsOptions): AsyncGenerator<Target, void, undefined> {
  const settings = checkDiscoveryOptions(options);
  const { profiles, signal } = settings;
  signal?.throwIfAborted();
  const listed = await listedAccounts(settings);
  const sources = await Promise.all(profiles.map((profile) => identifiedSource(profile, settings)));
  const accounts = await expectedAccounts(sources, settings, listed);
  yield* accountTargets(accounts, settings);
}

async function listedAccounts({
  accounts,
  accountsFile,
}: DiscoverySettings): Promise<readonly ListedAccount[] | undefined> {
  if (accountsFile !== undefined) {
    return await readAccountsFile(accountsFile);
  }
  return accounts?.map(({ accountId, accountName }) => ({ accountId, accountName, line: undefined }));
}
