import type { Target } from "../crawl/target.js";
import type { DiscoverySettings } from "./check-discovery-options.js";
import type { ExpectedAccount } from "./expected-accounts.js";
import { mapAhead } from "./map-ahead.js";
import { targetsOf } from "./targets-of.js";

/**
 * The targets in accounts, one for each region, each once. A role is assumed, and a client made, when the target is
 * asked for. The roles of the next few accounts are assumed ahead. The caller closes each target.
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

/** Enough that an account rarely waits for STS, and few enough that credentials do not grow old while they wait. */
const ACCOUNTS_AHEAD = 8;
