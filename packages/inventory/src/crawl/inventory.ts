import { Observable } from "rxjs";
import { crawl } from "./crawl.js";
import { type CrawlOptions, crawlPlan, type CrawlPlan } from "./crawl-options.js";
import { CrawlState } from "./crawl-state.js";
import type { Step } from "./step.js";

/** What {@link inventory$} is given. */
export interface InventoryOptions extends CrawlOptions {
  /** The steps of an earlier run that this one goes on with. They do not come again. */
  readonly from?: AsyncIterable<Step> | Iterable<Step> | undefined;
}

/** The steps of a crawl: to be subscribed to, or to be pulled. */
export interface Inventory extends Observable<Step>, AsyncIterable<Step> {}

/**
 * Everything that accounts and regions have of Custom Labels, as a stream of steps: each a page of a walk with its records,
 * or what a walk or a target came to.
 *
 * Cold: each subscription, and each `for await`, is a crawl of its own. For a pull, demand goes through to the requests:
 * a walk asks for its next page when its step was taken and the consumer has come back. A subscription has no
 * back-pressure. {@link crawlTo} keeps the steps in a journal, from which a run that was killed goes on.
 *
 * @example
 * ```ts
 * import { rekognitionClient } from "@rekognition-rx/core";
 * import { inventory$ } from "@rekognition-rx/inventory";
 *
 * const client = rekognitionClient({ region: "eu-west-1" });
 * for await (const step of inventory$({ targets: [{ region: "eu-west-1", client }], depth: ["versions"] })) {
 *   if (step._tag === "Walk") {
 *     for (const record of step.records) {
 *       console.log(record._tag, "arn" in record ? record.arn : "");
 *     }
 *   }
 * }
 * ```
 *
 * @throws TypeError, RangeError for options that cannot work, at once.
 * Errors of the stream: the signal's reason, and what the targets failed with. What a walk fails with is a step.
 */
export function inventory$(options: InventoryOptions): Inventory {
  const plan = crawlPlan(options);
  const begin = async (append: (step: Step) => Promise<void>, signal: AbortSignal): Promise<void> =>
    crawl(within(plan, signal), await CrawlState.of(options.from ?? []), append);
  const steps$ = new Observable<Step>((subscriber) => {
    const left = new AbortController();
    begin(async (step) => subscriber.next(step), left.signal).then(
      () => subscriber.complete(),
      (error: unknown) => subscriber.error(error),
    );
    return () => left.abort();
  });
  return Object.assign(steps$, { [Symbol.asyncIterator]: () => pulled(begin) });
}

function within(plan: CrawlPlan, left: AbortSignal): CrawlPlan {
  return { ...plan, signal: plan.signal === undefined ? left : AbortSignal.any([plan.signal, left]) };
}

/** A step is kept when the consumer, who has had it, comes back. */
async function* pulled(
  begin: (append: (step: Step) => Promise<void>, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<Step, void, undefined> {
  const left = new AbortController();
  const waiting: Waiting[] = [];
  let wake: (() => void) | undefined;
  let end: { readonly error?: unknown } | undefined;
  const changed = (): void => wake?.();
  begin(
    (step) =>
      new Promise((resolve, reject) => {
        waiting.push({ step, resolve, reject });
        changed();
      }),
    left.signal,
  ).then(
    () => {
      end = {};
      changed();
    },
    (error: unknown) => {
      end = { error };
      changed();
    },
  );
  try {
    for (;;) {
      const [next] = waiting;
      if (next !== undefined) {
        yield next.step;
        waiting.shift();
        next.resolve();
      } else if (end === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if ("error" in end) {
        throw end.error;
      } else {
        return;
      }
    }
  } finally {
    left.abort();
    for (const { reject } of waiting) {
      reject(left.signal.reason);
    }
  }
}

interface Waiting {
  readonly step: Step;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}
