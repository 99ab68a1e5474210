import type { Depth } from "../crawl/depth.js";
import { eachTarget } from "../crawl/each-target.js";
import { FirstContact } from "../crawl/first-contact.js";
import { operationsAt } from "../crawl/operations/operations-at.js";
import type { Target } from "../crawl/target.js";
import { failureSentence } from "../failures/failure-sentence.js";
import { accountTargets } from "../targets/account-targets.js";
import { isDiscoveryError } from "../targets/discovery-error.js";
import { type ExpectedAccount, expectedAccounts } from "../targets/expected-accounts.js";
import { isAskedMore, type IdentifiedSource } from "../targets/identified-source.js";
import type { ListedAccount } from "../targets/accounts-file.js";
import type { DiscoverySettings } from "../targets/check-discovery-options.js";
import { isTargetOptionsError } from "../targets/target-options-error.js";
import type { Finding } from "./finding.js";
import { askPermissions, type VisitContext } from "./ask-permissions.js";
import { notChecked } from "./not-checked.js";
import type { OpenedSources } from "./opened-sources.js";
import type { Probe } from "./probe-endpoints.js";

/** What the accounts and regions answered, or why there are none. */
export type Visits =
  | { readonly _tag: "Visited"; readonly visits: readonly Visit[] }
  /** `sentence` says what is wrong, unless another check does. `reason` says why nobody was asked. */
  | { readonly _tag: "NoTargets"; readonly sentence: string | undefined; readonly reason: string };

/** An account and region, and what it allows. */
export interface Visit {
  readonly target: Target;
  /** In the order of the operations; empty for an account that is suspended or closed. */
  readonly permissions: readonly Finding[];
}

/** What is known before the visits, or found out for them. */
interface VisitPlan extends Omit<VisitContext, "contact"> {
  readonly depth: readonly Depth[];
  readonly settings: DiscoverySettings;
  readonly listed: readonly ListedAccount[] | undefined;
  opened(): Promise<OpenedSources>;
  probes(): Promise<readonly Probe[]>;
  identified(): Promise<readonly IdentifiedSource[]>;
}

/** Asks every account and region for what the depth needs, some at a time. */
export async function visitTargets(plan: VisitPlan): Promise<Visits> {
  const accounts = await accountsOf(plan);
  if ("_tag" in accounts) {
    return accounts;
  }
  const { depth, limiters, now, retry, settings, signal } = plan;
  const operations = operationsAt(depth);
  const probes = await plan.probes();
  const contact = new FirstContact();
  if (probes.some(({ error }) => error === undefined)) {
    contact.made();
  }
  const visits = new Map<Target, readonly Finding[]>();
  await eachTarget(
    { targets: accountTargets(accounts, settings), concurrency: CONCURRENCY, signal },
    async (target) => {
      // Set at once, to keep the order of the targets, whichever answers first.
      visits.set(target, []);
      const actions = operations.map(({ permission }) => permission.action);
      const skip = (reason: string): readonly Finding[] => actions.map((check) => notChecked(check, target, reason));
      if (!("outcome" in target)) {
        const ofRegion = probes.filter(({ region }) => region === target.region);
        const isSilent = ofRegion.length > 0 && ofRegion.every(({ error }) => error !== undefined);
        try {
          const found = isSilent
            ? skip("the endpoint does not answer")
            : await askPermissions(target, operations, { contact, limiters, now, retry, signal });
          visits.set(target, found);
        } finally {
          target.close?.();
        }
      } else if (target.outcome === "no-credentials") {
        visits.set(target, skip("there are no credentials for it"));
      }
    },
  );
  return { _tag: "Visited", visits: Array.from(visits, ([target, permissions]) => ({ target, permissions })) };
}

/** As many as a crawl asks at a time. */
const CONCURRENCY = 16;

async function accountsOf(
  plan: VisitPlan,
): Promise<readonly ExpectedAccount[] | Extract<Visits, { readonly _tag: "NoTargets" }>> {
  const { settings, listed } = plan;
  const { sources } = await plan.opened();
  if (sources.length === 0) {
    return { _tag: "NoTargets", sentence: undefined, reason: "the AWS configuration cannot be followed" };
  }
  if (sources.every(({ regions }) => regions.length === 0)) {
    return { _tag: "NoTargets", sentence: undefined, reason: "no region is set" };
  }
  const identified = (await plan.identified()).filter(({ regions }) => regions.length > 0);
  const unreachable = isAskedMore(settings) ? unreachableIn(identified) : undefined;
  if (unreachable !== undefined) {
    return { _tag: "NoTargets", sentence: failureSentence(unreachable), reason: UNKNOWN_ACCOUNTS };
  }
  try {
    return await expectedAccounts(identified, settings, listed);
  } catch (error) {
    if (!isTargetOptionsError(error) && !isDiscoveryError(error)) {
      throw error;
    }
    return { _tag: "NoTargets", sentence: error.message, reason: UNKNOWN_ACCOUNTS };
  }
}

const UNKNOWN_ACCOUNTS = "the accounts are not known";

function unreachableIn(sources: readonly IdentifiedSource[]): unknown {
  return sources.flatMap(({ identity }) => (identity._tag === "Unknown" ? [identity.unreachable] : []))[0];
}
