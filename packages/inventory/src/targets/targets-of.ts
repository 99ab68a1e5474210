import type { DiscoverySettings } from "./check-discovery-options.js";
import { enteredAccount, type EnteredAccount } from "./entered-account.js";
import type { ExpectedAccount } from "./expected-accounts.js";
import { lazyMetricsClient } from "./lazy-metrics-client.js";
import { regionClient } from "./region-client.js";
import type { Target } from "../crawl/target.js";

/** A target that has no client yet. */
export interface PlannedTarget {
  /** The same for the same account and region, whichever way leads there. */
  readonly id: string;
  readonly make: () => Target;
}

/**
 * The targets of an account, one per region. An account that is suspended or closed, or has no regions, is a single
 * target.
 */
export async function targetsOf(
  account: ExpectedAccount,
  settings: DiscoverySettings,
): Promise<readonly PlannedTarget[]> {
  const { accountId, accountName, outcome } = account;
  if (outcome !== undefined) {
    const id = accountId ?? account.ways[0]?.source.name ?? "nobody";
    return [{ id, make: () => ({ accountId, accountName, outcome, id }) }];
  }
  return targetsIn(account, await enteredAccount(account, settings), settings);
}

/** The targets of an account that is neither suspended nor closed, one per region. */
export function targetsIn(
  { accountId, accountName, regions, ways }: ExpectedAccount,
  entered: EnteredAccount,
  settings: DiscoverySettings,
): readonly PlannedTarget[] {
  const whose = ways[0]?.source.name ?? "nobody";
  if (entered._tag === "Shut") {
    const { error } = entered;
    return (regions.length === 0 ? [undefined] : regions).map((region) => {
      const id = idOf(accountId ?? whose, region);
      return { id, make: () => ({ accountId, accountName, region, outcome: "no-credentials", error, id }) };
    });
  }
  const { source, credentials, roleName } = entered;
  return regions.map((region) => {
    const id = idOf(accountId ?? whose, region);
    const isOwn = credentials === source.credentials;
    const aliases = isOwn && accountId !== undefined ? [idOf(whose, region)] : [];
    return {
      id,
      make: () => {
        const options = { region, requestTimeout: settings.requestTimeout };
        const client = regionClient(source, credentials, options);
        const metrics = lazyMetricsClient(source, credentials, options);
        const close = (): void => {
          client.destroy();
          metrics.destroy();
        };
        return { accountId, accountName, region, client, metrics, roleName, id, aliases, close };
      },
    };
  });
}

function idOf(whose: string, region: string | undefined): string {
  return region === undefined ? whose : `${whose}:${region}`;
}
