import {
  type DiscoverTargetsOptions,
  type DiscoverySource,
  discoverySources,
  type FoundPlace,
  isDiscoveryError,
  isTargetOptionsError,
  type TargetFinder,
} from "@rekognition-rx/inventory";

/** Whether a machine can help with a run. */
export type Fitness =
  | {
      readonly isFit: true;
      /**
       * Whether it has credentials of all accounts that the run was begun with: then it finds all targets of the run.
       */
      readonly isCaller: boolean;
    }
  | {
      readonly isFit: false;
      /** Whether this lasts until somebody changes the credentials of this machine. */
      readonly isLasting: boolean;
      readonly reason: string;
    };

/** What {@link fitnessFor} must know about a run. */
export interface RunToHelp {
  readonly runId: string;
  readonly callers: readonly string[] | null;
  readonly discovery: DiscoverTargetsOptions;
  readonly finder: () => TargetFinder;
}

/**
 * Checks whether this machine can help with a run, before it takes any work of the run. It must have credentials. They
 * must belong to an account that the run was begun with, or must be able to assume the roles in the targets.
 *
 * @param places - some targets of the run, each in a different account.
 */
export async function fitnessFor(run: RunToHelp, places: () => Promise<readonly FoundPlace[]>): Promise<Fitness> {
  const { runId, discovery, callers } = run;
  let sources: readonly DiscoverySource[];
  try {
    // The machine may have no region in its configuration.
    sources = await discoverySources({ ...discovery, regions: discovery.regions ?? ["us-east-1"] });
  } catch (error) {
    if (isDiscoveryError(error) || isTargetOptionsError(error)) {
      return { isFit: false, isLasting: isTargetOptionsError(error), reason: error.message };
    }
    throw error;
  }
  const there = sources.filter(({ error }) => error === undefined);
  if (there.length === 0) {
    const messages = new Set(sources.map(({ error }) => error?.message ?? ""));
    return { isFit: false, isLasting: true, reason: [...messages].join("; ") };
  }
  if (callers === null) {
    return { isFit: true, isCaller: true };
  }
  const own = there.flatMap(({ accountId }) => accountId ?? []);
  if (own.some((account) => callers.includes(account))) {
    return { isFit: true, isCaller: callers.every((account) => own.includes(account)) };
  }
  if (own.length < there.length) {
    return {
      isFit: false,
      isLasting: false,
      reason: `AWS did not say which account the credentials of this machine belong to, and the run ${runId} was begun with credentials of ${callers.join(", ")}`,
    };
  }
  const others = `the credentials of this machine belong to the account ${own.join(", ")}, but the run ${runId} was begun with credentials of ${callers.join(", ")}`;
  const { organization = false, roleName } = discovery;
  if (!organization && roleName === undefined) {
    return { isFit: false, isLasting: true, reason: `${others}; ${ADVICE}` };
  }
  return await entering(run, await places(), others);
}

/** The credentials of another account may be able to assume the roles of a run, too. */
async function entering(run: RunToHelp, places: readonly FoundPlace[], others: string): Promise<Fitness> {
  if (places.length === 0) {
    return {
      isFit: false,
      isLasting: false,
      reason: `${others}; this machine waits for the first accounts of the run`,
    };
  }
  const reasons: string[] = [];
  for (const place of places) {
    const target = await run.finder().target(place);
    if ("client" in target) {
      target.close?.();
      return { isFit: true, isCaller: false };
    }
    reasons.push(target.error?.message ?? "");
  }
  return {
    isFit: false,
    isLasting: true,
    reason: `${others}, and they cannot enter its accounts: ${reasons[0] ?? ""}; ${ADVICE}`,
  };
}

const ADVICE =
  "give this machine credentials that can read the accounts of the run, or begin a run of its own with export";
