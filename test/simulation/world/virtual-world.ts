import { type SchedulerAction, type SchedulerLike, Subscription } from "rxjs";
import type { TimerHome } from "./intercepted-timers.js";
import { chosenBy } from "./random.js";

/**
 * Time that passes only on demand: a queue of what is due, one thing a step.
 *
 * Things that are due at the same moment come in an order that the seed chooses, since no clock would;
 * only timers keep theirs among each other, as Node's do. Turns of the event loop come before time passes.
 */
export class VirtualWorld implements TimerHome {
  readonly #seed: number;
  readonly #events: Event[] = [];
  readonly #turns: (() => void)[] = [];
  #made = 0;
  #steps = 0;
  #now = 0;
  /** Errors that were thrown where nobody could catch them, as rxjs and Node report them. */
  readonly unhandled: unknown[] = [];
  /** What happened, in words, if anybody wants to read it. */
  readonly story: string[] | undefined;

  constructor(seed: number, options: { readonly withStory?: boolean } = {}) {
    this.#seed = seed;
    this.story = options.withStory === true ? [] : undefined;
  }

  get now(): number {
    return this.#now;
  }

  get steps(): number {
    return this.#steps;
  }

  /** What is still to come: for whoever asks whether something was left behind. */
  get pendingTurns(): number {
    return this.#turns.length;
  }

  /** Something that happens by itself: an answer, a user's decision. The answer of this takes it back. */
  after(delay: number, what: string, run: () => void): () => void {
    this.#made += 1;
    return this.#insert({ at: this.#now + delay, tie: chosenBy(this.#seed, 77, this.#made), what, run });
  }

  sleep(delay: number, what: string): Promise<void> {
    return new Promise((resolve) => {
      this.after(delay, what, resolve);
    });
  }

  /** A scheduler of rxjs in this time, which knows how many of its actions are pending. */
  scheduler(name: string): CountingScheduler {
    return new CountingScheduler(this, name);
  }

  timer(delay: number, what: string, run: () => void): () => void {
    return this.#insert({ at: this.#now + Math.max(0, delay), tie: 0.5, what, run });
  }

  turn(callback: () => void): void {
    this.#turns.push(callback);
  }

  timeout(callback: () => void, delay: number): void {
    this.timer(delay, "an error that nobody took is thrown", () => {
      try {
        callback();
      } catch (error) {
        this.unhandled.push(error);
      }
    });
  }

  narrate(what: string): void {
    this.story?.push(`${String(this.#now).padStart(6)} ms  ${what}`);
  }

  /** Does one thing that is due; `false` if nothing ever will be. */
  step(): boolean {
    this.#steps += 1;
    const event = this.#events[0];
    const [turn] = this.#turns;
    const isNow = event !== undefined && event.at <= this.#now;
    if (turn !== undefined && !(isNow && chosenBy(this.#seed, 78, this.#steps) < 0.5)) {
      this.#turns.shift();
      turn();
      return true;
    }
    if (event === undefined) {
      return false;
    }
    this.#events.shift();
    this.#now = Math.max(this.#now, event.at);
    if (this.story !== undefined && event.what !== "") {
      this.narrate(event.what);
    }
    event.run();
    return true;
  }

  #insert(fields: Event): () => void {
    const event = { ...fields, at: Math.max(this.#now, fields.at) };
    const events = this.#events;
    let at = events.length;
    for (let before = events[at - 1]; before !== undefined && isLater(before, event); before = events[at - 1]) {
      at -= 1;
    }
    events.splice(at, 0, event);
    return () => {
      const where = events.indexOf(event);
      if (where >= 0) {
        events.splice(where, 1);
      }
    };
  }
}

interface Event {
  readonly at: number;
  readonly tie: number;
  readonly what: string;
  readonly run: () => void;
}

function isLater(a: Event, b: Event): boolean {
  return a.at > b.at || (a.at === b.at && a.tie > b.tie);
}

/** A scheduler whose pending actions can be counted. */
export class CountingScheduler implements SchedulerLike {
  readonly #world: VirtualWorld;
  readonly name: string;
  pending = 0;

  constructor(world: VirtualWorld, name: string) {
    this.#world = world;
    this.name = name;
  }

  now(): number {
    return this.#world.now;
  }

  schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delay = 0, state?: T): Subscription {
    const action = new VirtualAction<T>(this, this.#world, work);
    return action.schedule(state, delay);
  }
}

class VirtualAction<T> extends Subscription implements SchedulerAction<T> {
  readonly #scheduler: CountingScheduler;
  readonly #world: VirtualWorld;
  readonly #work: (this: SchedulerAction<T>, state?: T) => void;
  #cancel: (() => void) | undefined;

  constructor(scheduler: CountingScheduler, world: VirtualWorld, work: (this: SchedulerAction<T>, state?: T) => void) {
    super(() => this.#clear());
    this.#scheduler = scheduler;
    this.#world = world;
    this.#work = work;
  }

  schedule(state?: T, delay = 0): Subscription {
    if (this.closed) {
      return this;
    }
    this.#clear();
    this.#scheduler.pending += 1;
    this.#cancel = this.#world.timer(delay, `the timer of ${this.#scheduler.name} goes off`, () => {
      this.#cancel = undefined;
      this.#scheduler.pending -= 1;
      this.#run(state);
      if (this.#cancel === undefined) {
        this.unsubscribe();
      }
    });
    return this;
  }

  #run(state: T | undefined): void {
    const work = this.#work.bind(this);
    work(state);
  }

  #clear(): void {
    if (this.#cancel !== undefined) {
      this.#cancel();
      this.#cancel = undefined;
      this.#scheduler.pending -= 1;
    }
  }
}
