import { Observable, type Subscriber } from "rxjs";
import type { Permit, PermitOptions } from "./limiter.js";

/**
 * Who waits for a permit, in order: those who were throttled first, then first come, first served.
 *
 * Leaving is free: a waiter that unsubscribes takes nothing with it.
 */
export class WaitingLine {
  readonly #returning = new Set<Subscriber<Permit>>();
  readonly #waiting = new Set<Subscriber<Permit>>();
  readonly #onChange: () => void;

  /** @param onChange - called when somebody has joined or left. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#returning.size + this.#waiting.size;
  }

  join({ first }: PermitOptions = {}): Observable<Permit> {
    return new Observable((subscriber) => {
      const line = first === true ? this.#returning : this.#waiting;
      line.add(subscriber);
      subscriber.add(() => {
        if (line.delete(subscriber)) {
          this.#onChange();
        }
      });
      this.#onChange();
    });
  }

  /** Gives the permit to the first in line. */
  serve(permit: Permit): void {
    const [first] = this.#returning.size > 0 ? this.#returning : this.#waiting;
    if (first !== undefined) {
      this.#returning.delete(first);
      this.#waiting.delete(first);
      first.next(permit);
      first.complete();
    }
  }
}
