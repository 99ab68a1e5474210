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
      /** Whether it has all that the run was begun with: what it discovers is what is to be discovered. */
      readonly isCaller: boolean;
    }
  | {
      readonly isFit: false;
      /** Whether it is so until somebody changes the credentials of this machine. */
      readonly isLasting: boolean;
      readonly reason: string;
    };

/** What is to be known of a run. */
export interface RunToHelp {
  readonly runId: string;
  readonly callers: readonly string[] | null;
  readonly discovery: DiscoverTargetsOptions;
  readonly finder: () => TargetFinder;
}

/**
 * Looks whether this machine can help with a run, before it takes anything of it: whether there are credentials, and whether
 * they are of an account that the run was begun with, or lead into its targets by their roles.
 *
 * @param places - some of its targets, each of another account.
 */
export async function fitnessFor(run: RunToHelp, places: () => Promise<readonly FoundPlace[]>): Promise<Fitness> {
  const { runId, discovery, callers } = run;
  let sources: readonly DiscoverySource[];
  try {
    // A machine need not have a region of its own.
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
      reason: `AWS did not say whose the credentials of this machine are, and the run ${runId} was begun with those of ${callers.join(", ")}`,
    };
  }
  const others = `the credentials of this machine are of the account ${own.join(", ")}, and the run ${runId} was begun with those of ${callers.join(", ")}`;
  const { organization = false, roleName } = discovery;
  if (!organization && roleName === undefined) {
    return { isFit: false, isLasting: true, reason: `${others}; ${ADVICE}` };
  }
  return await entering(run, await places(), others);
}

/** Another account may assume the roles of a run, too. */
async function entering(run: RunToHelp, places: readonly FoundPlace[], others: string): Promise<Fitness> {
  if (places.length === 0) {
    return { isFit: false, isLasting: false, reason: `${others}; it waits for the run's first accounts` };
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
    reason: `${others}, and they do not lead into its accounts: ${reasons[0] ?? ""}; ${ADVICE}`,
  };
}

const ADVICE = "give this machine credentials that the run can be read with, or begin a run of its own with export";
