import type { Limiter, Permit, PermitOptions } from "@rekognition-rx/operators";
import type { SchedulerLike, Subscription } from "rxjs";
import { PlainLine } from "./plain-line.js";

/** The bucket of before the weather: it keeps to its rate, whatever the service says. */
export function unyieldingBucket(ratePerSecond: number, burst: number, scheduler: SchedulerLike): Limiter {
  return new UnyieldingBucket(1_000 / ratePerSecond, burst, scheduler, () => scheduler.now());
}

class UnyieldingBucket implements Limiter {
  readonly #interval: number;
  readonly #burst: number;
  readonly #scheduler: SchedulerLike;
  readonly #clock: () => number;
  readonly #line = new PlainLine(() => this.#serve());
  #tokens: number;
  #filledAt: number;
  #timer: Subscription | undefined;
  #serving = false;
  /** All permits are one: a bucket does not care which request it was that ended. */
  readonly #permit: Permit = {
    settle: (outcome) => {
      if (outcome.type === "throttled") {
        this.throttled();
      }
    },
  };

  constructor(interval: number, burst: number, scheduler: SchedulerLike, clock: () => number) {
    this.#interval = interval;
    this.#burst = burst;
    this.#scheduler = scheduler;
    this.#clock = clock;
    this.#tokens = burst;
    this.#filledAt = clock();
  }

  permit(options?: PermitOptions): ReturnType<Limiter["permit"]> {
    return this.#line.join(options);
  }

  throttled(): void {
    this.#fill();
    this.#tokens = Math.min(this.#tokens, 0);
  }

  #fill(): void {
    const now = this.#clock();
    // A clock that was set back says nothing about the time that passed.
    const passed = Math.max(0, now - this.#filledAt);
    this.#filledAt = now;
    this.#tokens = Math.min(this.#burst, this.#tokens + passed / this.#interval);
  }

  #serve(): void {
    if (this.#serving) {
      return;
    }
    this.#serving = true;
    this.#fill();
    // What a sum of fractions lacks to a whole token is not worth another timer.
    while (this.#line.size > 0 && this.#tokens >= 1 - EPSILON) {
      this.#tokens -= 1;
      this.#line.serve(this.#permit);
    }
    this.#serving = false;
    this.#timer?.unsubscribe();
    this.#timer =
      this.#line.size === 0
        ? undefined
        : this.#scheduler.schedule(() => this.#serve(), Math.ceil((1 - EPSILON - this.#tokens) * this.#interval));
  }
}

const EPSILON = 1e-9;
