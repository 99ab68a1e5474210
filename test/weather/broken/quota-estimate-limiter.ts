import type { Limiter, Permit, PermitOptions, PermitOutcome } from "@rekognition-rx/operators";
import type { Observable, SchedulerLike, Subscription } from "rxjs";
import { PlainLine } from "./plain-line.js";
import { QuotaEstimate } from "./quota-estimate.js";

/** The adaptive limiter of before the weather: it slows down for each refusal, and has no stage for an outage. */
export function quotaEstimateLimiter(scheduler: SchedulerLike): Limiter {
  return new QuotaEstimateLimiter(2, 0.5 / 1_000, scheduler, () => scheduler.now());
}

class QuotaEstimateLimiter implements Limiter {
  readonly #scheduler: SchedulerLike;
  readonly #clock: () => number;
  readonly #line = new PlainLine(() => this.#serve());
  readonly #quota: QuotaEstimate;
  readonly #longestWait: number;
  /** Throttles that a permit reported: `retryThrottled` will report them again. */
  readonly #counted = new WeakSet<object>();
  #mayBeInFlight: number;
  #inFlight = 0;
  /** Collisions that were decided on: a request of before one says nothing new. */
  #collisions = 0;
  #issued = 0;
  #issuedAt = Number.NEGATIVE_INFINITY;
  /** When the next permit is due, once there is a pace. */
  #nextAt = 0;
  #timer: Subscription | undefined;
  #serving = false;

  constructor(initialInFlight: number, minRate: number, scheduler: SchedulerLike, clock: () => number) {
    this.#mayBeInFlight = initialInFlight;
    this.#quota = new QuotaEstimate(minRate);
    this.#longestWait = 1 / minRate;
    this.#scheduler = scheduler;
    this.#clock = clock;
  }

  permit(options?: PermitOptions): Observable<Permit> {
    return this.#line.join(options);
  }

  throttled(error: unknown): void {
    // A WeakSet may be asked for anything, and holds no primitive.
    if (!this.#counted.has(error as object)) {
      this.#collide(undefined);
      this.#serve();
    }
  }

  #issue(now: number): Permit {
    this.#quota.asked(now);
    this.#issued += 1;
    this.#issuedAt = now;
    const request: Request = {
      at: now,
      number: this.#issued,
      interval: this.#quota.interval,
      collisions: this.#collisions,
      waited: this.#quota.searching || now - this.#nextAt <= TIMER_SLACK,
    };
    this.#nextAt = Math.max(this.#nextAt, now - TIMER_SLACK) + request.interval;
    this.#inFlight += 1;
    let settled = false;
    return {
      settle: (outcome: PermitOutcome) => {
        if (settled) {
          return;
        }
        settled = true;
        this.#inFlight -= 1;
        const current = request.collisions === this.#collisions;
        if (outcome.type === "succeeded") {
          this.#quota.served(request.at, current && request.waited);
          this.#mayBeInFlight += 1 / (2 * this.#mayBeInFlight);
        } else if (outcome.type === "throttled") {
          if (typeof outcome.error === "object" && outcome.error !== null) {
            this.#counted.add(outcome.error);
          }
          if (current) {
            this.#collide(request);
          }
        }
        this.#serve();
      },
    };
  }

  /** The service refused a request, the first of those that were under way together. */
  #collide(request: Request | undefined): void {
    const now = this.#clock();
    const previousInterval = request?.interval ?? this.#quota.interval;
    this.#collisions += 1;
    this.#quota.exhausted(now);
    const { interval, searching } = this.#quota;
    if (searching) {
      this.#nextAt = now + interval;
      return;
    }
    // What was refused took nothing from the bucket: the next is due as though it had not been made.
    const due = request?.number === this.#issued ? request.at : this.#nextAt;
    // Not in this very moment, so that the request that was refused is in the queue again, at its head.
    this.#nextAt = interval > previousInterval ? Math.max(now + 1, due - previousInterval + interval) : now + interval;
  }

  #serve(): void {
    if (this.#serving) {
      return;
    }
    this.#serving = true;
    const now = this.#clock();
    // A clock that was set back must not make the line wait for it to catch up.
    this.#nextAt = Math.min(this.#nextAt, now + this.#quota.interval);
    this.#issuedAt = Math.min(this.#issuedAt, now);
    while (this.#line.size > 0 && this.#waitFrom(now) <= 0) {
      this.#line.serve(this.#issue(now));
    }
    this.#serving = false;
    this.#timer?.unsubscribe();
    this.#timer =
      this.#line.size === 0
        ? undefined
        : this.#scheduler.schedule(() => this.#serve(), Math.max(1, Math.ceil(this.#waitFrom(now))));
  }

  /** Milliseconds until the next permit is due, if nothing happens before. */
  #waitFrom(now: number): number {
    const { known, searching } = this.#quota;
    const mayBeInFlight = searching ? 1 : known ? Number.POSITIVE_INFINITY : Math.floor(this.#mayBeInFlight);
    // Requests that are never answered must not hold the line up for good.
    return this.#inFlight < mayBeInFlight ? this.#nextAt - now : this.#issuedAt + this.#longestWait - now;
  }
}

/** What a permit was given for. */
interface Request {
  readonly at: number;
  readonly number: number;
  /** The interval when it was let go. */
  readonly interval: number;
  /** Collisions by then. */
  readonly collisions: number;
  /** Whether it was the pace that it had waited for, and not the user who had asked for nothing. */
  readonly waited: boolean;
}

/** Milliseconds that a timer may be late without the pace being slower for it. */
const TIMER_SLACK = 2;
