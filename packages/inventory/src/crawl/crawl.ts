import { setMaxListeners } from "node:events";
import { anySignal } from "./any-signal.js";
import type { Target } from "./target.js";
import type { CrawlPlan } from "./crawl-options.js";
import type { CrawlState } from "./crawl-state.js";
import { eachTarget } from "./each-target.js";
import { FirstContact } from "./first-contact.js";
import { OpenWalks } from "./open-walks.js";
import { newRunId } from "./run-id.js";
import type { Step, TargetStep } from "./step.js";
import { type CrawlContext, TargetCrawl } from "./target-crawl.js";
import { targetStep } from "./target-step.js";
import { limitersOf } from "./walk-crawler.js";

/**
 * Crawls what is not done yet by a state.
 *
 * Rejects with the signal's reason, with the error of `append`, with that of the targets, or with a `TypeError` if two
 * targets have the same id. Nothing is appended after that.
 *
 * @param append - keeps a step. What follows from the step begins only when the promise has resolved.
 */
export async function crawl(plan: CrawlPlan, state: CrawlState, append: (step: Step) => Promise<void>): Promise<void> {
  const life = new AbortController();
  const signal = anySignal([plan.signal, life.signal]);
  // Every request under way adds a listener, and many can be under way.
  setMaxListeners(Number.POSITIVE_INFINITY, signal);
  const context: PlannedContext = {
    plan,
    limiters: limitersOf(plan.rate),
    contact: new FirstContact(),
    signal,
    openWalks: new OpenWalks(),
    commit: async (step) => {
      signal.throwIfAborted();
      try {
        await append(step);
      } catch (error) {
        life.abort(error);
        throw error;
      }
      return state.add(step);
    },
  };
  try {
    signal.throwIfAborted();
    await begin(context, state);
    await crawlTargets(context, state);
    await context.commit({ _tag: "End", at: nowOf(plan) });
  } catch (error) {
    life.abort(error);
    throw signal.reason;
  }
}

/** The context of a whole crawl, with its options. */
interface PlannedContext extends CrawlContext {
  readonly plan: CrawlPlan;
}

async function begin({ plan, commit }: PlannedContext, state: CrawlState): Promise<void> {
  if (state.run === undefined) {
    const { depth, rate = DOCUMENTED_RATE, origin } = plan;
    const startedAt = nowOf(plan);
    const options = { depth, rate, ...(origin === undefined ? {} : { origin }) };
    await commit({ _tag: "Run", version: 1, runId: plan.runId ?? newRunId(startedAt), startedAt, options });
  }
}

async function crawlTargets(context: PlannedContext, state: CrawlState): Promise<void> {
  const known = new Set<string>();
  await eachTarget({ ...context.plan, signal: context.signal }, (target) => crawlTarget(target, known, context, state));
}

async function crawlTarget(
  target: Target,
  known: Set<string>,
  context: PlannedContext,
  state: CrawlState,
): Promise<void> {
  const found = targetStep(target, nowOf(context.plan));
  const ids = [found.target, ...aliasesOf(target)];
  const id = ids.find((each) => state.has(each)) ?? found.target;
  if (known.has(id)) {
    throw new TypeError(
      `inventory: two targets are called "${id}", and would be read twice; give each its accountId, or an id`,
    );
  }
  known.add(id);
  const progress = state.target(id);
  const step: TargetStep = { ...found, target: id, accountId: found.accountId ?? progress.accountId };
  if (progress.step?.outcome !== step.outcome) {
    await context.commit(step);
  }
  if (!("outcome" in target)) {
    try {
      await new TargetCrawl(step, target, progress, context).run();
    } finally {
      target.close?.();
    }
  }
  state.forget(id);
}

function aliasesOf(target: Target): readonly string[] {
  return "aliases" in target ? (target.aliases ?? []) : [];
}

function nowOf({ now }: CrawlPlan): string {
  return new Date(now()).toISOString();
}

const DOCUMENTED_RATE = 5;
