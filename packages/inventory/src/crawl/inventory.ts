import { Observable } from "rxjs";
import { anySignal } from "./any-signal.js";
import { crawl } from "./crawl.js";
import { type CrawlOptions, crawlPlan, type CrawlPlan } from "./crawl-options.js";
import { CrawlState } from "./crawl-state.js";
import type { Step } from "./step.js";

/** The options of {@link inventory$}. */
export interface InventoryOptions extends CrawlOptions {
  /** The steps of an earlier run, to resume it. They are not emitted again. */
  readonly from?: AsyncIterable<Step> | Iterable<Step> | undefined;
}

/** The steps of a crawl. Subscribe to them, or pull them with `for await`. */
export interface Inventory extends Observable<Step>, AsyncIterable<Step> {}

/**
 * Everything that accounts and regions have in Custom Labels, as a stream of steps. A step is a page of a walk with its
 * records, the outcome of a walk, a target, or the beginning or the end of the run.
 *
 * Cold: each subscription, and each `for await`, is a crawl of its own. With `for await`, a walk asks for its next page
 * only when the consumer has taken its step and asks for another one. A subscription has no back-pressure.
 * {@link crawlTo} keeps the steps in a journal, from which a killed run can be resumed.
 *
 * The stream fails with the signal's reason, with the error of the targets or of `from`, and with a `TypeError` if two
 * targets have the same id. The error of a walk is a step.
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
 * @throws TypeError, RangeError at once, if options cannot work.
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
  return { ...plan, signal: anySignal([plan.signal, left]) };
}

/** A step counts as kept when the consumer has had it and asks for the next one. */
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
