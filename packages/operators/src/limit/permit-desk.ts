import type { Observable, SchedulerLike, Subscription } from "rxjs";
import { causesOf } from "@rekognition-rx/core";
import { CountedRefusals } from "./counted-refusals.js";
import { hintOf } from "../retry/hint-of.js";
import type { Limiter, Permit, PermitOptions, PermitOutcome } from "./limiter.js";
import type { Pace } from "./pace.js";
import { RefusalRecord } from "./refusal-record.js";
import { ReportedThrottles } from "./reported-throttles.js";
import { HEAD_OF_LINE, restOf } from "./rest-of.js";
import { scheduleIn } from "../time/schedule-in.js";
import type { Sent, Traffic } from "./traffic.js";
import { type Waiter, WaitingLine } from "./waiting-line.js";

/**
 * Gives permits to the requests that wait, as a {@link Pace} allows, and reports to the pace how the requests ended.
 */
export class PermitDesk implements Limiter {
  readonly #traffic: Traffic;
  readonly #pace: Pace;
  readonly #scheduler: SchedulerLike;
  readonly #line: WaitingLine;
  readonly #refusals: RefusalRecord;
  readonly #counted: CountedRefusals;
  readonly #reported = new ReportedThrottles();
  /** No permit is given before this time: the service asked to wait. */
  #heldUntil = Number.NEGATIVE_INFINITY;
  #timer: Subscription | undefined;
  #isServing = false;

  constructor(traffic: Traffic, pace: Pace, scheduler: SchedulerLike) {
    this.#traffic = traffic;
    this.#pace = pace;
    this.#scheduler = scheduler;
    this.#refusals = new RefusalRecord();
    this.#counted = new CountedRefusals(traffic);
    this.#line = new WaitingLine({
      traffic,
      refusals: this.#refusals,
      scheduler,
      onChange: () => this.#serve(),
      restOf: ({ refusals, request }) => {
        const { isServing, interval } = pace;
        // Without a name, nobody knows whether it was at fault.
        const faults = request === undefined ? refusals - HEAD_OF_LINE : this.#refusals.faults(request);
        return restOf(refusals, { isServing, interval, faults });
      },
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

  #issue(waiter: Waiter): Permit {
    const sent = this.#traffic.issue(waiter.joinedAt, waiter.refusals, this.#pace.interval, waiter.request);
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
      this.#refusals.served(sent);
      this.#counted.served(sent);
      this.#traffic.serve(sent);
      this.#pace.served(sent, servedSentAt);
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
    if (this.#refusals.refused(sent, this.#pace.isServing)) {
      this.#pace.excused(sent);
      this.#counted.acquit(sent);
    } else {
      this.#counted.add(sent, this.#pace.remember());
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
      const waiter = wait > 0 ? undefined : this.#line.shift(this.#pace.isServing);
      if (waiter === undefined) {
        break;
      }
      waiter.give(this.#issue(waiter));
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
