import type { RetryThrottledOptions } from "@rekognition-rx/operators";
import type { Target } from "./target.js";
import { type Depth, DEPTHS } from "./depth.js";

/** The options of a crawl. */
export interface CrawlOptions {
  /**
   * The accounts and regions to crawl. The next one is taken when there is room for it. So the list may be endless, and
   * may make clients on demand.
   */
  readonly targets: AsyncIterable<Target> | Iterable<Target>;
  /**
   * What is asked for; `"all"` is everything.
   *
   * @defaultValue `["projects"]`
   */
  readonly depth?: readonly (Depth | "all")[] | undefined;
  /**
   * Requests per second, for each account, region and operation.
   *
   * @defaultValue 5, the documented quota. It is shared with every other stream of the process that is `pacedByQuota`
   */
  readonly rate?: number | undefined;
  /**
   * How many targets are crawled at a time.
   *
   * @defaultValue 16
   */
  readonly concurrency?: number | undefined;
  /**
   * How throttled and failed requests are retried. By default a page has up to 30 attempts, within three minutes. As
   * long as no request of the crawl was answered, an address that refuses or does not exist is given up after 10
   * seconds. If only error pages of a proxy come, it is given up after 30.
   */
  readonly retry?: Omit<RetryThrottledOptions, "limiter"> | undefined;
  /**
   * The name of a new run.
   *
   * @defaultValue made from its start, such as `20261125T135627Z-4f2a`
   */
  readonly runId?: string | undefined;
  /** Says where the targets came from. Plain JSON for the first line of the journal. Never a secret. */
  readonly origin?: unknown;
  /** Aborting it ends the crawl with its reason. Committed steps stay, and the run can be resumed. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The time of day, in milliseconds.
   *
   * @defaultValue Date.now
   */
  readonly now?: (() => number) | undefined;
}

/** The options of a crawl, checked and with their defaults. */
export interface CrawlPlan extends Omit<CrawlOptions, "depth"> {
  readonly depth: readonly Depth[];
  readonly concurrency: number;
  readonly now: () => number;
}

/** @throws TypeError, RangeError at once, if options cannot work. */
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

/** The depths in a fixed order, in whatever order they were given. */
function depthOf(depth: readonly (Depth | "all")[]): readonly Depth[] {
  return DEPTHS.filter((each) => each === "projects" || depth.includes(each) || depth.includes("all"));
}

function isIterable(value: unknown): boolean {
  return typeof value === "object" && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
}
