import { performance } from "node:perf_hooks";
import { Observable } from "rxjs";

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
  /** Begin the next walks of each queue. */
  readonly #queues = new Set<() => void>();
  #most = FEWEST;
  #timer: NodeJS.Timeout | undefined;
  #last: LoopTime = { active: 0, idle: 0 };

  constructor(loopTime: () => LoopTime = () => performance.eventLoopUtilization()) {
    this.#loopTime = loopTime;
  }

  /** Works on the walks of a queue, in their order. Errors as soon as one of them has failed, and begins no other then. */
  each<Walk>(walk$: Observable<Walk>, work: (walk: Walk) => Promise<void>): Observable<never> {
    // The limit changes, and that of `mergeMap` cannot. With a larger one there, each walk that waits for its place would
    // be an Observable that is subscribed: that took a tenth of the CPU of a crawl.
    return new Observable((subscriber) => {
      const waiting: Walk[] = [];
      let open = 0;
      let isComplete = false;
      const admit = (): void => {
        while (waiting.length > 0 && open < this.#most && !subscriber.closed) {
          open += 1;
          work(waiting.shift() as Walk).then(ended, (error: unknown) => subscriber.error(error));
        }
        if (isComplete && open === 0) {
          subscriber.complete();
        }
      };
      const ended = (): void => {
        open -= 1;
        admit();
      };
      this.#add(admit);
      subscriber.add(() => this.#remove(admit));
      subscriber.add(
        walk$.subscribe({
          next: (walk) => {
            waiting.push(walk);
            admit();
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            isComplete = true;
            admit();
          },
        }),
      );
    });
  }

  #add(queue: () => void): void {
    this.#queues.add(queue);
    if (this.#timer === undefined) {
      this.#last = this.#loopTime();
      // A crawl that is given up must not keep the process alive by this.
      this.#timer = setInterval(() => this.#adjust(), INTERVAL).unref();
    }
  }

  #remove(queue: () => void): void {
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
      for (const admit of this.#queues) {
        admit();
      }
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
