import type { RetryThrottledOptions } from "@rekognition-rx/operators";
import type { Target } from "./target.js";
import { type Depth, DEPTHS } from "./depth.js";

/** What a crawl is given. */
export interface CrawlOptions {
  /** Taken one after the other, as there is room for another: it may be an endless list that makes clients as it goes. */
  readonly targets: AsyncIterable<Target> | Iterable<Target>;
  /**
   * What is asked for; `"all"` is everything.
   *
   * @defaultValue `["projects"]`
   */
  readonly depth?: readonly (Depth | "all")[] | undefined;
  /**
   * Requests a second of each account, region and operation.
   *
   * @defaultValue 5, the documented quota, shared with every other stream of the process that is `pacedByQuota`
   */
  readonly rate?: number | undefined;
  /**
   * Targets at a time.
   *
   * @defaultValue 16
   */
  readonly concurrency?: number | undefined;
  /**
   * How throttled and faulty requests are retried: by default for three minutes a page, and 30 times. An address that
   * refuses, or does not exist, is given up after 10 seconds, as long as no request of the crawl was answered.
   */
  readonly retry?: Omit<RetryThrottledOptions, "limiter"> | undefined;
  /**
   * The name of a run that begins.
   *
   * @defaultValue made of its start, as `20261125T135627Z-4f2a`
   */
  readonly runId?: string | undefined;
  /** Says where the targets came from, as plain JSON, for the journal's first line. Never a secret. */
  readonly origin?: unknown;
  /** Aborting it ends the crawl with its reason. What was committed stays, and can be gone on with. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The time of day, in milliseconds.
   *
   * @defaultValue Date.now
   */
  readonly now?: (() => number) | undefined;
}

/** A crawl's options, checked and whole. */
export interface CrawlPlan extends Omit<CrawlOptions, "depth"> {
  readonly depth: readonly Depth[];
  readonly concurrency: number;
  readonly now: () => number;
}

/** @throws TypeError, RangeError for options that cannot work, at once. */
export function crawlPlan(options: CrawlOptions): CrawlPlan {
  const { targets, depth = ["projects"], concurrency = 16, rate, now = Date.now } = options;
  if (!isIterable(targets)) {
    throw new TypeError(
      `inventory: targets must be a list of targets, or an async iterable of them, not ${typeof targets}`,
    );
  }
  const unknown = depth.find((each) => each !== "all" && !DEPTHS.includes(each));
  if (unknown !== undefined) {
    throw new TypeError(`inventory: depth has ${JSON.stringify(unknown)}; it takes ${DEPTHS.join(", ")}, or all`);
  }
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw new RangeError(`inventory: concurrency is ${concurrency}; it must be a whole number of at least 1`);
  }
  if (rate !== undefined && !(rate > 0 && rate < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`inventory: rate is ${rate}; it must be a number of requests a second above 0`);
  }
  return { ...options, depth: depthOf(depth), concurrency, now };
}

/** In one order, whatever the order they were given in. */
function depthOf(depth: readonly (Depth | "all")[]): readonly Depth[] {
  return DEPTHS.filter((each) => each === "projects" || depth.includes(each) || depth.includes("all"));
}

function isIterable(value: unknown): boolean {
  return typeof value === "object" && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
}
