import type { Observable, SchedulerLike, Subscription } from "rxjs";
import { causesOf } from "@rekognition-rx/core";
import { hintOf } from "../retry/hint-of.js";
import type { Limiter, Permit, PermitOptions, PermitOutcome } from "./limiter.js";
import type { Pace } from "./pace.js";
import { RefusalRecord } from "./refusal-record.js";
import { ReportedThrottles } from "./reported-throttles.js";
import { restOf } from "./rest-of.js";
import { scheduleIn } from "../time/schedule-in.js";
import type { Sent, Traffic } from "./traffic.js";
import { WaitingLine } from "./waiting-line.js";

/**
 * Gives permits to the requests that wait, as a {@link Pace} allows, and reports to the pace how the requests ended.
 */
export class PermitDesk implements Limiter {
  readonly #traffic: Traffic;
  readonly #pace: Pace;
  readonly #scheduler: SchedulerLike;
  readonly #line: WaitingLine;
  readonly #refusals: RefusalRecord;
  readonly #reported = new ReportedThrottles();
  /** No permit is given before this time: the service asked to wait. */
  #heldUntil = Number.NEGATIVE_INFINITY;
  #timer: Subscription | undefined;
  #isServing = false;

  constructor(traffic: Traffic, pace: Pace, scheduler: SchedulerLike) {
    this.#traffic = traffic;
    this.#pace = pace;
    this.#scheduler = scheduler;
    this.#refusals = new RefusalRecord(traffic);
    this.#line = new WaitingLine({
      clock: traffic.clock,
      scheduler,
      onChange: () => this.#serve(),
      restOf: (refusals) => restOf(refusals, pace),
    });
  }

  permit(options?: PermitOptions): Observable<Permit> {
    return this.#line.join(options);
  }

  throttled(error: unknown): void {
    if (!this.#reported.has(error)) {
      const at = this.#traffic.clock();
      const number = this.#traffic.issued + 1;
      this.#refuse({ number, at, joinedAt: at, refusals: 0, interval: this.#pace.interval }, error);
      this.#serve();
    }
  }

  #issue(joinedAt: number, refusals: number): Permit {
    const sent = this.#traffic.issue(joinedAt, refusals, this.#pace.interval);
    this.#pace.issued(sent);
    let isSettled = false;
    return {
      settle: (outcome) => {
        if (!isSettled) {
          isSettled = true;
          this.#traffic.end(sent);
          this.#settle(sent, outcome);
          this.#serve();
        }
      },
    };
  }

  #settle(sent: Sent, outcome: PermitOutcome): void {
    if (outcome.type === "succeeded") {
      const { servedSentAt } = this.#traffic;
      const { isServing } = this.#pace;
      this.#traffic.serve(sent);
      this.#pace.served(sent, servedSentAt);
      if (!isServing && this.#pace.isServing) {
        this.#refusals.forget();
      }
    } else if (outcome.type === "throttled") {
      this.#reported.add(outcome.error);
      this.#refuse(sent, outcome.error);
    } else {
      this.#pace.dropped(sent);
    }
  }

  #refuse(sent: Sent, error: unknown): void {
    const hint = Math.min(hintIn(error) ?? 0, LONGEST_HINT);
    this.#heldUntil = Math.max(this.#heldUntil, this.#traffic.clock() + hint);
    const isOwnAffair = this.#refusals.isOwnAffair(sent, this.#pace.interval);
    this.#refusals.add();
    if (isOwnAffair) {
      this.#pace.excused(sent);
    } else {
      this.#traffic.refuse(sent);
      this.#pace.refused(sent);
    }
  }

  #serve(): void {
    // A request that gets its permit may ask again, or end, before this has returned.
    if (this.#isServing) {
      return;
    }
    this.#isServing = true;
    let wait = 0;
    while (this.#line.size > 0) {
      const dueAt = Math.max(this.#pace.dueAt(), this.#heldUntil);
      wait = dueAt - this.#traffic.clock();
      const waiter = wait > 0 ? undefined : this.#line.shift();
      if (waiter === undefined) {
        break;
      }
      waiter.give(this.#issue(waiter.joinedAt, waiter.refusals));
    }
    this.#isServing = false;
    this.#timer?.unsubscribe();
    this.#timer = this.#line.size === 0 ? undefined : scheduleIn(this.#scheduler, wait, () => this.#serve());
  }
}

/** Milliseconds that a throttle asks to wait, even if other errors wrap it. */
function hintIn(error: unknown): number | undefined {
  return causesOf(error)
    .map((link) => hintOf((link as { readonly $response?: unknown } | null | undefined)?.$response, Date.now()))
    .find((hint) => hint !== undefined);
}

/** The most milliseconds for which a hint is followed. */
const LONGEST_HINT = 5_000;
