import { limiterRegistry, tokenBucket, type TraceAttributes } from "@rekognition-rx/operators";
import { setMaxListeners } from "node:events";
import { anySignal } from "./any-signal.js";
import type { CrawlOptions } from "./crawl-options.js";
import { FirstContact } from "./first-contact.js";
import { OpenWalks } from "./open-walks.js";
import type { Step, TargetStep } from "./step.js";
import { type CrawlContext, TargetCrawl } from "./target-crawl.js";
import type { ReachableTarget } from "./target.js";
import { keyOfWalk, moveOn, type WalkProgress } from "./walk-progress.js";

/** The options of {@link walkCrawler}: a part of those of a whole crawl. */
export type WalkCrawlerOptions = Pick<CrawlOptions, "now" | "rate" | "retry">;

/** Walks of one target that are to be crawled, and where their steps are kept. */
export interface CrawledWalks {
  /** The account and region that the walks ask. The caller closes it. */
  readonly target: ReachableTarget;
  /** The step of the target in the run. */
  readonly step: TargetStep;
  /** The walks, and how far each has come. */
  readonly walks: readonly Readonly<WalkProgress>[];
  /**
   * Keeps a step. The next page of its walk is asked for only after that.
   *
   * @returns the walks that begin here now: those that follow from the step, and others that were found meanwhile.
   */
  readonly commit: (step: Step) => Promise<readonly Readonly<WalkProgress>[]>;
  /**
   * How many walks of one operation go on at a time. Each has one request under way.
   *
   * @defaultValue as in `crawlTo`: 2 at first and in a busy process, and up to 16 while the process waits for answers
   */
  readonly openWalks?: number | undefined;
  /**
   * Traces the requests with OpenTelemetry, if `@opentelemetry/api` is installed. These attributes are on each span.
   *
   * @defaultValue undefined: nothing is traced
   */
  readonly spanAttributes?: TraceAttributes | undefined;
  /** Aborting it ends the walks at once, with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Aborting it ends the walks gently: the pages that are already asked for are kept. */
  readonly stop?: AbortSignal | undefined;
}

/** Crawls walks, and keeps what all of them share: the limiters, and whether anything has answered yet. */
export interface WalkCrawler {
  /**
   * Resolves when every walk has ended, or when `stop` has ended them. The error of a walk is a step.
   *
   * Rejects with the reason of `signal`, or with the error of `commit`. Nothing is asked for after that.
   */
  crawl(walks: CrawledWalks): Promise<void>;
}

/**
 * Crawls single walks, for an engine that shares a run out over processes, and decides itself which process has which
 * walk. Everybody else uses {@link crawlTo}.
 *
 * A walk is the same as in `crawlTo`: its pages, its outcome, its pace, and its generations if a token expires.
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
  const fitting = new OpenWalks();
  return {
    crawl: async ({ target, step, walks, commit, openWalks = fitting, spanAttributes, signal: asked, stop }) => {
      const life = new AbortController();
      const signal = anySignal([asked, life.signal]);
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
        spanAttributes,
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
 * The limiters for a rate; `undefined` for the documented rate, whose limiters all streams of the process share.
 *
 * @param ratePerSecond - requests per second, for each account, region and operation.
 */
export function limitersOf(ratePerSecond: number | undefined): CrawlContext["limiters"] {
  return ratePerSecond === undefined ? undefined : limiterRegistry(() => tokenBucket({ ratePerSecond, burst: 1 }));
}
