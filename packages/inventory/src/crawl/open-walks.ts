import { performance } from "node:perf_hooks";
import { defer, finalize, mergeMap, Observable, type Subscriber, take } from "rxjs";

/** For how long an event loop has worked, and for how long it has waited, in ms since it began. */
export interface LoopTime {
  readonly active: number;
  readonly idle: number;
}

/**
 * How many walks go on at a time in each queue of a crawl: few at first, and more while the process mostly waits for
 * answers, up to 16. In a process that is busy anyway, more requests under way bring no page sooner. They only hold
 * memory, and the garbage collector works for them.
 */
export class OpenWalks {
  readonly #loopTime: () => LoopTime;
  readonly #queues = new Set<Queue>();
  #most = FEWEST;
  #timer: NodeJS.Timeout | undefined;
  #last: LoopTime = { active: 0, idle: 0 };

  constructor(loopTime: () => LoopTime = () => performance.eventLoopUtilization()) {
    this.#loopTime = loopTime;
  }

  /** Works on the walks of a queue, in their order. */
  each<Walk>(walk$: Observable<Walk>, work: (walk: Walk) => Promise<void>): Observable<void> {
    return defer(() => {
      const queue = new Queue(() => this.#most);
      this.#add(queue);
      return walk$.pipe(
        mergeMap((walk) => queue.run(() => work(walk)), MOST),
        finalize(() => this.#remove(queue)),
      );
    });
  }

  #add(queue: Queue): void {
    this.#queues.add(queue);
    if (this.#timer === undefined) {
      this.#last = this.#loopTime();
      // A crawl that is given up must not keep the process alive by this.
      this.#timer = setInterval(() => this.#adjust(), INTERVAL).unref();
    }
  }

  #remove(queue: Queue): void {
    this.#queues.delete(queue);
    if (this.#queues.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #adjust(): void {
    const { active, idle } = this.#loopTime();
    const worked = active - this.#last.active;
    const whole = worked + idle - this.#last.idle;
    this.#last = { active, idle };
    const share = whole < SHORTEST ? 0 : worked / whole;
    if (share > BUSY) {
      this.#most = Math.max(FEWEST, Math.floor(this.#most / 2));
    } else if (share < WAITING && this.#most < MOST) {
      this.#most = Math.min(MOST, this.#most * 2);
      for (const queue of this.#queues) {
        queue.admit();
      }
    }
  }
}

/** Gives out the places of a queue, in the order in which they are asked for. */
class Queue {
  readonly #most: () => number;
  readonly #waiting = new Set<Subscriber<void>>();
  #open = 0;

  constructor(most: () => number) {
    this.#most = most;
  }

  /** Does the work when there is a place for it. */
  run(work: () => Promise<void>): Observable<void> {
    const place$ = new Observable<void>((subscriber) => {
      this.#waiting.add(subscriber);
      this.admit();
      return () => {
        if (!this.#waiting.delete(subscriber)) {
          this.#open -= 1;
          // If all are given up at once, none of them is to get a place before its turn to go.
          queueMicrotask(() => this.admit());
        }
      };
    });
    return place$.pipe(mergeMap(work), take(1));
  }

  admit(): void {
    for (const next of this.#waiting) {
      if (this.#open >= this.#most()) {
        return;
      }
      this.#waiting.delete(next);
      this.#open += 1;
      next.next();
    }
  }
}

/** Two, so that one is asked for while the other is kept. */
const FEWEST = 2;
/** More than the rate of an operation times the latency of a slow service. */
const MOST = 16;
/** In ms, between two looks at the event loop. */
const INTERVAL = 100;
/** Parts of the time for which the event loop works: above the first it is busy, and below the second it mostly waits. */
const BUSY = 0.9;
const WAITING = 0.75;
/** In ms: what passes on the clock of a test says nothing about the process. */
const SHORTEST = INTERVAL / 2;
