import type { Target } from "../crawl/target.js";
import type { DiscoverySettings } from "./check-discovery-options.js";
import type { ExpectedAccount } from "./expected-accounts.js";
import { mapAhead } from "./map-ahead.js";
import { targetsOf } from "./targets-of.js";

/**
 * The targets in accounts, one for each region, each once: a role is assumed, and a client made, as its target is pulled
 * for, with the roles of a few accounts ahead. Whoever takes a target closes it.
 */
export async function* accountTargets(
  accounts: readonly ExpectedAccount[],
  settings: DiscoverySettings,
): AsyncGenerator<Target, void, undefined> {
  const seen = new Set<string>();
  for await (const targets of mapAhead(accounts, ACCOUNTS_AHEAD, (account) => targetsOf(account, settings))) {
    for (const { id, make } of targets) {
      if (!seen.has(id)) {
        seen.add(id);
        settings.signal?.throwIfAborted();
        yield make();
      }
    }
  }
}

/** So that the way to STS and back is not on every account's way, and few credentials grow old in waiting. */
const ACCOUNTS_AHEAD = 8;
