import {
  discoverTargets,
  isDiscoveryError,
  isTargetOptionsError,
  operationsIn,
  type SweepEvent,
  type Target,
  type TargetStep,
  targetStep,
  type UnreachableTarget,
} from "@rekognition-rx/inventory";
import { keepTargets } from "../store/found-targets.js";
import { databaseOf } from "../store/database.js";
import { discoveryFailed, markDiscovered, runOf } from "../store/runs.js";
import type { ShardContext } from "./shard-work.js";

/**
 * Finds the targets of a run, page by page. Each page is kept with its jobs in one transaction. If it runs a second
 * time, it keeps only what is missing.
 */
export async function discover(context: ShardContext, runId: string, stop: AbortSignal): Promise<void> {
  const { pool, queues, runs } = context;
  const { depth, discovery, fitness } = await runs.run(runId);
  // The state of the run now: `runs` may have an older one.
  const { discovered = true, discoveryFailures = 0 } = (await runOf(pool, runId)) ?? {};
  if (discovered) {
    return;
  }
  const fit = await fitness();
  if (!fit.isFit || !fit.isCaller) {
    // This machine would find other accounts, or none.
    await queues.sendDiscover(runId, databaseOf(pool), TURN);
    return;
  }
  const operations = operationsIn(depth);
  let page: TargetStep[] = [];
  const keep = async (): Promise<void> => {
    await keepTargets(pool, queues, runId, { operations, targets: page });
    page = [];
  };
  for await (const target of discoverTargets({ ...discovery, signal: stop })) {
    if ("client" in target) {
      // The worker that gets the shard makes a client of its own.
      target.close?.();
    }
    if (isSourceWithout(target) && discoveryFailures + 1 < MOST_FAILURES) {
      // Another machine may have credentials.
      throw new NoCredentialsHereError(target.error?.message ?? "there are no credentials");
    }
    page.push(stepOf(target));
    if (page.length === PAGE) {
      await keep();
    }
  }
  await keep();
  await markDiscovered(pool, queues, runId);
  context.onEvent({ what: "found targets", runId });
}

/**
 * The step of a target. An account that could not be entered, and was not denied, is tried again by the worker that gets
 * its shard: STS may not have answered just now, or not here.
 */
function stepOf(target: Target): TargetStep {
  const step = targetStep(target, new Date().toISOString());
  const isOpen = step.outcome === "no-credentials" && step.region !== null && !isDenied(step);
  return isOpen ? { ...step, outcome: "expected", error: null } : step;
}

function isDenied({ error }: TargetStep): boolean {
  return error?.name.startsWith("AccessDenied") === true;
}

/** Whether there are no credentials. An account that cannot be entered does not count. */
function isSourceWithout(target: Target): target is UnreachableTarget {
  return "outcome" in target && target.outcome === "no-credentials" && target.accountId === undefined;
}

/**
 * Whether a discovery failed because of the targets, or of the credentials of this machine, and not because of the
 * database.
 */
export function isDiscoveryFailure(error: unknown): boolean {
  return isDiscoveryError(error) || isTargetOptionsError(error) || error instanceof NoCredentialsHereError;
}

class NoCredentialsHereError extends Error {
  readonly _tag = "NoCredentialsHereError";
}

/**
 * A discovery has failed: it begins again, after a while, or the run is given up.
 *
 * @returns the event.
 */
export async function discoverAgain(context: ShardContext, runId: string, error: unknown): Promise<SweepEvent> {
  const { pool, queues } = context;
  const reason = error instanceof Error ? error.message : String(error);
  const most = isTargetOptionsError(error) ? 1 : MOST_FAILURES;
  const failures = await discoveryFailed(pool, runId, reason, most);
  if (failures < most) {
    await queues.sendDiscover(runId, databaseOf(pool), 2 ** failures);
  }
  return { what: failures < most ? "gave back" : "gave up", runId, error: reason };
}

const PAGE = 100;
/** Seconds in which other machines may take a discovery that this machine cannot do. */
const TURN = 1;
const MOST_FAILURES = 4;
