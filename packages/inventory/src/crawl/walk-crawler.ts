import { limiterRegistry, tokenBucket } from "@rekognition-rx/operators";
import { setMaxListeners } from "node:events";
import type { CrawlOptions } from "./crawl-options.js";
import { FirstContact } from "./first-contact.js";
import type { Step, TargetStep } from "./step.js";
import { type CrawlContext, TargetCrawl } from "./target-crawl.js";
import type { ReachableTarget } from "./target.js";
import { keyOfWalk, moveOn, type WalkProgress } from "./walk-progress.js";

/** What {@link walkCrawler} takes: a part of what a whole crawl does. */
export type WalkCrawlerOptions = Pick<CrawlOptions, "now" | "rate" | "retry">;

/** Walks of one target that are crawled, and where their steps are kept. */
export interface CrawledWalks {
  readonly target: ReachableTarget;
  /** As the run has it. */
  readonly step: TargetStep;
  /** Where they stand. */
  readonly walks: readonly Readonly<WalkProgress>[];
  /**
   * Keeps a step, before the next page of its walk is asked for.
   *
   * @returns the walks that begin here now: those that follow from the step, and others that have come up meanwhile.
   */
  readonly commit: (step: Step) => Promise<readonly Readonly<WalkProgress>[]>;
  /**
   * Walks of one operation at a time, each with one request under way.
   *
   * @defaultValue 16
   */
  readonly openWalks?: number | undefined;
  /** Ends them with its reason, whatever is under way. */
  readonly signal?: AbortSignal | undefined;
  /** Ends them in peace: what is asked for already is kept. */
  readonly stop?: AbortSignal | undefined;
}

/** Crawls walks, and knows what all of them share: the limiters, and whether anything has answered yet. */
export interface WalkCrawler {
  /**
   * Resolves as every walk has ended, or as `stop` was heeded. What a walk fails with is a step.
   *
   * Rejects with the reason of `signal`, and with what `commit` rejects with; nothing is asked for after that.
   */
  crawl(walks: CrawledWalks): Promise<void>;
}

/**
 * The crawl of single walks: for an engine that shares a run out over processes, and decides itself which walks are whose.
 * {@link crawlTo} is for everybody else.
 *
 * A walk is the same here as there: its pages, its outcome, its generations where a token expires, its pace.
 *
 * @example
 * ```ts
 * import { rekognitionClient } from "@rekognition-rx/core";
 * import { walkCrawler } from "@rekognition-rx/inventory";
 *
 * const region = "eu-west-1";
 * const place = { target: `111122223333:${region}`, accountId: "111122223333", accountName: null, region };
 * const at = new Date().toISOString();
 * await walkCrawler({ rate: 5 }).crawl({
 *   target: { region, client: rekognitionClient({ region }) },
 *   step: { _tag: "Target", ...place, outcome: "expected", error: null, at },
 *   walks: [
 *     { operation: "DescribeProjects", parentArn: null, generation: 0, pages: 0, position: null, outcome: null },
 *   ],
 *   commit: async (step) => {
 *     console.log(step._tag);
 *     return [];
 *   },
 * });
 * ```
 */
export function walkCrawler({ now = Date.now, rate, retry }: WalkCrawlerOptions = {}): WalkCrawler {
  const limiters = limitersOf(rate);
  const contact = new FirstContact();
  return {
    crawl: async ({ target, step, walks, commit, openWalks, signal: asked, stop }) => {
      const life = new AbortController();
      const signal = asked === undefined ? life.signal : AbortSignal.any([asked, life.signal]);
      setMaxListeners(Number.POSITIVE_INFINITY, signal);
      const known = new Map<string, WalkProgress>();
      const taken = (given: readonly Readonly<WalkProgress>[]): readonly WalkProgress[] =>
        given.map((walk) => {
          const own = { ...walk };
          known.set(keyOfWalk(own), own);
          return own;
        });
      let { accountId } = step;
      const begun = taken(walks);
      const context: CrawlContext = {
        plan: { now, retry },
        limiters,
        contact,
        signal,
        stop,
        openWalks,
        commit: async (made) => {
          signal.throwIfAborted();
          try {
            const followers = await commit(made);
            if (made._tag === "Walk") {
              accountId ??= made.accountId;
              const walk = known.get(keyOfWalk(made));
              if (walk !== undefined) {
                moveOn(walk, made);
              }
            }
            return taken(followers);
          } catch (error) {
            life.abort(error);
            throw error;
          }
        },
      };
      const progress = {
        get accountId() {
          return accountId;
        },
        unfinished: () => begun,
      };
      try {
        signal.throwIfAborted();
        await new TargetCrawl(step, target, progress, context).run();
      } catch (error) {
        life.abort(error);
        throw signal.reason;
      }
    },
  };
}

/**
 * The limiters of a rate; `undefined` for those of the documented one, which all streams of the process share.
 *
 * @param ratePerSecond - requests a second of each account, region and operation.
 */
export function limitersOf(ratePerSecond: number | undefined): CrawlContext["limiters"] {
  return ratePerSecond === undefined ? undefined : limiterRegistry(() => tokenBucket({ ratePerSecond, burst: 1 }));
}
