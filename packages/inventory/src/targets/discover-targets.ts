import { accountTargets } from "./account-targets.js";
import { type ListedAccount, readAccountsFile } from "./accounts-file.js";
import { checkDiscoveryOptions, type DiscoverySettings } from "./check-discovery-options.js";
import type { DiscoverTargetsOptions } from "./discover-targets-options.js";
import { expectedAccounts } from "./expected-accounts.js";
import { identifiedSource } from "./identified-source.js";
import type { Target } from "../crawl/target.js";

/**
 * The accounts and regions that an inventory asks: those of profiles, of a file of accounts, or of an organization.
 *
 * Cold, and lazy: each `for await` discovers anew. Whose credentials there are and which accounts there are is found out
 * before the first target; a role is assumed, and a client made, as its target is pulled for, with the roles of a few
 * accounts ahead. Whoever takes a target closes it.
 *
 * - A role is assumed once an account, and again as its credentials end. So are the credentials of a profile.
 * - An account that cannot be entered is a target of its own, with the outcome `no-credentials`, `suspended` or
 *   `closed` and a sentence that says what to do: nothing is left out in silence, and the others go on.
 * - An account and region that two profiles lead to is one target, of the first that leads there.
 * - Throttled calls of STS and Organizations are retried by the SDK, ten attempts each.
 *
 * Fails with a `TargetOptionsError` for a mistake in the options or in a file, with a `DiscoveryError` where AWS does
 * not say which accounts there are, and with the reason of `signal`. Each comes before the first target, but for the
 * last.
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
  return accounts?.map(({ accountId, accountName }, at) => ({ accountId, accountName, line: at + 1 }));
}
