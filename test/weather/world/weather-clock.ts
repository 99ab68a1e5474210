import { type SchedulerAction, type SchedulerLike, Subscription } from "rxjs";

/**
 * Virtual time for hundreds of thousands of timers: a heap of what is due, first come first served at the same moment.
 *
 * The `VirtualTimeScheduler` of rxjs sorts all its actions each time that one is added.
 */
export class WeatherClock implements SchedulerLike {
  readonly #heap: Due[] = [];
  #made = 0;
  #now = 0;

  now(): number {
    return this.#now;
  }

  schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delay = 0, state?: T): Subscription {
    return new ClockAction<T>(this, work).schedule(state, delay);
  }

  /** What is called at a time, unless it is taken back by what is returned. */
  at(time: number, run: () => void): Due {
    this.#made += 1;
    const due: Due = { at: Math.max(time, this.#now), number: this.#made, run };
    const heap = this.#heap;
    let place = heap.push(due) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(due, above)) {
        break;
      }
      heap[place] = above;
      place = parent;
    }
    heap[place] = due;
    return due;
  }

  /** Passes time until nothing is due any more, or until a time. */
  run(until: number = Number.POSITIVE_INFINITY): void {
    for (let [first] = this.#heap; first !== undefined && first.at <= until; [first] = this.#heap) {
      this.#takeFirst();
      const { run } = first;
      if (run !== undefined) {
        this.#now = first.at;
        run();
      }
    }
    if (Number.isFinite(until)) {
      this.#now = Math.max(this.#now, until);
    }
  }

  #takeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) {
      return;
    }
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      let smaller = heap[child];
      const right = heap[child + 1];
      if (smaller !== undefined && right !== undefined && isBefore(right, smaller)) {
        child += 1;
        smaller = right;
      }
      if (smaller === undefined || !isBefore(smaller, last)) {
        break;
      }
      heap[place] = smaller;
      place = child;
    }
    heap[place] = last;
  }
}

/** Something that is due; without `run` once it was taken back. */
export interface Due {
  readonly at: number;
  readonly number: number;
  run: (() => void) | undefined;
}

function isBefore(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.number < b.number);
}

class ClockAction<T> extends Subscription implements SchedulerAction<T> {
  readonly #clock: WeatherClock;
  readonly #work: (this: SchedulerAction<T>, state?: T) => void;
  #due: Due | undefined;

  constructor(clock: WeatherClock, work: (this: SchedulerAction<T>, state?: T) => void) {
    super();
    this.#clock = clock;
    this.#work = work;
  }

  schedule(state?: T, delay = 0): Subscription {
    if (!this.closed) {
      this.#clear();
      this.#due = this.#clock.at(this.#clock.now() + Math.max(0, delay), () => {
        this.#due = undefined;
        this.#work(state);
        if (this.#due === undefined) {
          this.unsubscribe();
        }
      });
    }
    return this;
  }

  override unsubscribe(): void {
    this.#clear();
    super.unsubscribe();
  }

  #clear(): void {
    if (this.#due !== undefined) {
      this.#due.run = undefined;
      this.#due = undefined;
    }
  }
}
