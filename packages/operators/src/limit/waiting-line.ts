import { Observable, type SchedulerLike } from "rxjs";
import { asyncContext } from "./async-context.js";
import type { Permit, PermitOptions } from "./limiter.js";
import { EVIDENCE, type RefusalRecord } from "./refusal-record.js";
import { scheduleIn } from "../time/schedule-in.js";
import type { Traffic } from "./traffic.js";

/**
 * The requests that wait for a permit: first come, first served. Only a request that was refused may go before those
 * who came before it, when a few others were served: they show whether the request itself is at fault.
 *
 * A waiter that unsubscribes uses up no permit.
 */
export class WaitingLine {
  readonly #first = new Set<Waiter>();
  readonly #others = new Set<Waiter>();
  readonly #options: WaitingLineOptions;
  /** Requests that had been served when the last one was made again before others. */
  #servedThen = 0;

  constructor(options: WaitingLineOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#first.size + this.#others.size;
  }

  join({ first = false, refusals = first ? 1 : 0, request }: PermitOptions = {}): Observable<Permit> {
    const { traffic, refusals: refusalRecord, onChange, restOf, scheduler } = this.#options;
    return new Observable((subscriber) => {
      // A request that is itself at fault would be refused again, before others could show that the quota is fine.
      const line = first && refusalRecord.faults(request) === 0 ? this.#first : this.#others;
      const inContext = asyncContext();
      const waiter: Waiter = {
        request,
        refusals,
        joinedAt: traffic.clock(),
        servedThen: traffic.served,
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
      const rest = line === this.#first ? 0 : restOf({ refusals, request });
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

  /**
   * Takes the next waiter out of the line.
   *
   * @param isServing - whether others are served. If not, a request that was refused does not go first.
   */
  shift(isServing: boolean): Waiter | undefined {
    const [again] = this.#first;
    const [other] = this.#others;
    if (again === undefined || other === undefined) {
      return this.#take(again ?? other);
    }
    if (again.joinedAt < other.joinedAt) {
      return this.#take(again);
    }
    if (!isServing || !this.#isDue(again)) {
      return this.#take(other);
    }
    this.#servedThen = this.#options.traffic.served;
    return this.#take(again);
  }

  /** Whether enough others were served since a request was refused, and since another one went first. */
  #isDue({ joinedAt, servedThen }: Waiter): boolean {
    const { refusals, traffic } = this.#options;
    const hasEvidence = refusals.hasEvidence(joinedAt) || traffic.served - servedThen >= WITHOUT_EVIDENCE;
    return hasEvidence && traffic.served - this.#servedThen >= EVIDENCE;
  }

  #take(waiter: Waiter | undefined): Waiter | undefined {
    if (waiter !== undefined) {
      this.#first.delete(waiter);
      this.#others.delete(waiter);
    }
    return waiter;
  }
}

/** How many others are served until a request goes first although they showed nothing about its fault. */
const WITHOUT_EVIDENCE = 2 * EVIDENCE;

/** What a {@link WaitingLine} needs. */
export interface WaitingLineOptions {
  readonly traffic: Traffic;
  readonly refusals: RefusalRecord;
  readonly scheduler: SchedulerLike;
  /** Called when a waiter has joined or left. */
  readonly onChange: () => void;
  /** Milliseconds that a request rests before it joins. */
  readonly restOf: (waiter: Pick<Waiter, "refusals" | "request">) => number;
}

/** A request that waits. */
export interface Waiter {
  /** The request, if it has a name: the same for all its attempts. */
  readonly request: object | undefined;
  /** How often its request was refused. */
  readonly refusals: number;
  readonly joinedAt: number;
  /** Requests that had been served when it joined. */
  readonly servedThen: number;
  /** Gives it the permit, in the asynchronous context in which it joined. */
  readonly give: (permit: Permit) => void;
}
