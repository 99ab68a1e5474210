import type { CrawlPlan } from "./crawl-options.js";
import type { Target } from "./target.js";

/**
 * Does `work` for each target, for `concurrency` targets at a time. The next target is taken when there is room for it.
 *
 * Rejects with the error of the work or of the targets. If the signal is aborted while it waits for a target, it
 * rejects with the signal's reason.
 */
export async function eachTarget(
  { targets, concurrency, signal }: Pick<CrawlPlan, "concurrency" | "targets"> & { readonly signal: AbortSignal },
  work: (target: Target) => Promise<void>,
): Promise<void> {
  const iterator = iteratorOf(targets);
  const takeEach = async (): Promise<void> => {
    for (;;) {
      const next = await orAborted(iterator.next(), signal);
      if (next.done === true) {
        return;
      }
      await work(next.value);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, takeEach));
  } finally {
    // Not awaited: the iterator may be waiting for an answer that does not come.
    Promise.resolve(iterator.return?.()).catch(ignore);
  }
}

/** An abort ends the wait, even if the work does not listen to the signal. */
async function orAborted<A>(work: A | PromiseLike<A>, signal: AbortSignal): Promise<A> {
  const [aborted, stop] = rejectionOf(signal);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stop();
  }
}

function rejectionOf(signal: AbortSignal): readonly [Promise<never>, () => void] {
  let stop = ignore;
  const aborted = new Promise<never>((_resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
    stop = () => signal.removeEventListener("abort", onAbort);
    if (signal.aborted) {
      onAbort();
    }
  });
  return [aborted, stop];
}

function iteratorOf(targets: CrawlPlan["targets"]): AsyncIterator<Target> | Iterator<Target> {
  return Symbol.asyncIterator in targets ? targets[Symbol.asyncIterator]() : targets[Symbol.iterator]();
}

function ignore(): void {}
