import { concat, defer, type Observable, Observable as Rx, type SchedulerLike, VirtualTimeScheduler } from "rxjs";
import type { Limiter } from "../../../src/limit/limiter.js";
import { paced } from "../../../src/pace/paced.js";
import { throttling } from "../../retry/support/failures.js";

/** A service with a token bucket, and what is asked of it. */
export interface Setup {
  /** Requests a second. */
  readonly rate: number;
  /** What its bucket holds. */
  readonly burst: number;
  /** Milliseconds; the bucket is asked in the middle. */
  readonly latency: number;
  /** How far a latency may be off, from 0 to 1. */
  readonly jitter?: number;
  /** Walks at once. */
  readonly targets: number;
  /** Requests of each walk, one after the other. */
  readonly pages: number;
  /** Another rate from some time on. */
  readonly change?: { readonly at: number; readonly rate: number };
}

/** What became of it. */
export interface Outcome {
  /** The time it took, against the least that the service's quota allows. */
  readonly timeRatio: number;
  /** Of the requests sent, those that were throttled. */
  readonly wasted: number;
  readonly failed: number;
  /** When each walk had its last page, in ms. */
  readonly doneAt: readonly number[];
  /** When each request was sent. */
  readonly sentAt: readonly number[];
  /** When each request was throttled. */
  readonly throttledAt: readonly number[];
}

/** Walks under one limiter against a service that throttles, in virtual time. */
export function simulate(setup: Setup, limiterOn: (scheduler: SchedulerLike) => Limiter): Outcome {
  const { burst, latency, jitter = 0, targets, pages, change } = setup;
  const scheduler = new VirtualTimeScheduler();
  const random = pseudoRandom();
  const sentAt: number[] = [];
  const throttledAt: number[] = [];
  const doneAt: number[] = [];
  let tokens = burst;
  let filledAt = 0;
  let failed = 0;

  const allows = (): boolean => {
    const now = scheduler.now();
    const rate = change !== undefined && now >= change.at ? change.rate : setup.rate;
    tokens = Math.min(burst, tokens + ((now - filledAt) * rate) / 1_000);
    filledAt = now;
    const allowed = tokens >= 1 - 1e-9;
    tokens -= allowed ? 1 : 0;
    return allowed;
  };
  const request$: Observable<string> = new Rx((subscriber) => {
    sentAt.push(scheduler.now());
    const half = (latency / 2) * (1 + jitter * (2 * random() - 1));
    subscriber.add(
      scheduler.schedule(() => {
        const allowed = allows();
        if (!allowed) {
          throttledAt.push(scheduler.now());
        }
        subscriber.add(
          scheduler.schedule(() => {
            if (allowed) {
              subscriber.next("page");
              subscriber.complete();
            } else {
              subscriber.error(throttling());
            }
          }, half),
        );
      }, half),
    );
  });

  const perRequest = paced(limiterOn(scheduler), { maxAttempts: 20, scheduler, random: () => 0.5 });
  const request = { operation: "DescribeProjects", token: undefined, index: 0 };
  for (let target = 0; target < targets; target += 1) {
    concat(...Array.from({ length: pages }, () => defer(() => perRequest(request$, request)))).subscribe({
      complete: () => doneAt.push(scheduler.now()),
      error: () => {
        failed += 1;
      },
    });
  }
  scheduler.flush();

  const requests = targets * pages;
  const ideal = Math.max(((requests - burst) / setup.rate) * 1_000 + latency, pages * latency);
  return {
    timeRatio: Math.max(...doneAt) / ideal,
    wasted: throttledAt.length / sentAt.length,
    failed,
    doneAt,
    sentAt,
    throttledAt,
  };
}

/** The same numbers in every run. */
function pseudoRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
