import { Observable, type SchedulerLike } from "rxjs";
import { asyncContext } from "./async-context.js";
import type { Permit, PermitOptions } from "./limiter.js";
import { scheduleIn } from "../time/schedule-in.js";

/**
 * The requests that wait for a permit. Those that go first come before the others; otherwise first come, first served.
 *
 * A waiter that unsubscribes uses up no permit.
 */
export class WaitingLine {
  readonly #first = new Set<Waiter>();
  readonly #others = new Set<Waiter>();
  readonly #options: WaitingLineOptions;

  constructor(options: WaitingLineOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#first.size + this.#others.size;
  }

  join({ first = false, refusals = first ? 1 : 0 }: PermitOptions = {}): Observable<Permit> {
    const { clock, onChange, restOf, scheduler } = this.#options;
    return new Observable((subscriber) => {
      const line = first ? this.#first : this.#others;
      const inContext = asyncContext();
      const waiter: Waiter = {
        refusals,
        joinedAt: clock(),
        give: (permit) =>
          inContext(() => {
            subscriber.next(permit);
            subscriber.complete();
          }),
      };
      const stand = (): void => {
        line.add(waiter);
        onChange();
      };
      const rest = first ? 0 : restOf(refusals);
      const resting = rest > 0 ? scheduleIn(scheduler, rest, stand) : undefined;
      subscriber.add(() => {
        resting?.unsubscribe();
        if (line.delete(waiter)) {
          onChange();
        }
      });
      if (resting === undefined) {
        stand();
      }
    });
  }

  /** Takes the first waiter out of the line. */
  shift(): Waiter | undefined {
    const line = this.#first.size > 0 ? this.#first : this.#others;
    const [first] = line;
    if (first !== undefined) {
      line.delete(first);
    }
    return first;
  }
}

/** What a {@link WaitingLine} needs. */
export interface WaitingLineOptions {
  readonly clock: () => number;
  readonly scheduler: SchedulerLike;
  /** Called when a waiter has joined or left. */
  readonly onChange: () => void;
  /** Milliseconds that a request rests before it joins, by how often it was refused. */
  readonly restOf: (refusals: number) => number;
}

/** A request that waits. */
export interface Waiter {
  /** How often its request was refused. */
  readonly refusals: number;
  readonly joinedAt: number;
  /** Gives it the permit, in the asynchronous context in which it joined. */
  readonly give: (permit: Permit) => void;
}
