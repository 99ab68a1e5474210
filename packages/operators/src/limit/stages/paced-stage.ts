import { Collisions } from "./collisions.js";
import type { FlowMeter } from "./flow-meter.js";
import { pauseAfter } from "./pause-after.js";
import { holdOf } from "./hold-of.js";
import { pressure } from "./pressure.js";
import { PRECISE } from "./rate-of-flow.js";
import { slowedDown } from "./slowed-down.js";
import { SlowStart } from "./slow-start.js";
import type { Stage } from "./stage.js";
import { Ticker } from "./ticker.js";
import type { Sent, Traffic } from "../traffic.js";

/**
 * A rate is known at which requests were served. It is held for a while, and then raised until the quota is used up.
 * What flowed in since the quota was used up the last time is the new rate.
 *
 * The stage is over when everything is refused; {@link lastGood} is then the rate to return to. Rates are in requests
 * per millisecond.
 */
export class PacedStage implements Stage {
  readonly #traffic: Traffic;
  readonly #meter: FlowMeter;
  readonly #minRate: number;
  readonly #slowStart: SlowStart;
  readonly #collisions: Collisions;
  readonly #ticker: Ticker;
  #slowdowns = 0;
  #base: number;
  /** The rate that was last held for a while. */
  #good: number | undefined;
  /** The rate to go on with if the first requests are refused; `undefined` once they were served. */
  #fallback: number | undefined;
  /** Milliseconds for which the base is held. */
  #hold = 0;
  /** Milliseconds, since the base was found, in which requests waited because of the pace. */
  #kept = 0;

  constructor(traffic: Traffic, meter: FlowMeter, { rate, minRate, isSure, fallback }: PacedStageOptions) {
    this.#traffic = traffic;
    this.#meter = meter;
    this.#minRate = minRate;
    this.#base = Math.max(rate, minRate);
    this.#fallback = fallback;
    this.#slowStart = new SlowStart(traffic);
    this.#collisions = new Collisions(traffic, traffic.served);
    this.#ticker = new Ticker(Number.NEGATIVE_INFINITY);
    if (fallback === undefined) {
      this.#settleAt(this.#base, isSure, pauseAfter(this.#base, traffic.roundTrip));
    } else {
      this.#slowStart.begin();
      this.#settleAt(this.#base, isSure, 1 / this.#base);
    }
  }

  get interval(): number {
    return 1 / this.#pace;
  }

  get lastGood(): number {
    return this.#good ?? this.#base;
  }

  /** How often the quota was used up and the pace lowered for that. */
  get slowdowns(): number {
    return this.#slowdowns;
  }

  dueAt(): number {
    return Math.max(this.#ticker.dueAt, this.#slowStart.dueAt());
  }

  issued({ at }: Sent): void {
    const { interval } = this;
    const idle = this.#ticker.tick(at, interval);
    if (idle === 0) {
      this.#kept += interval;
    } else {
      this.#meter.idle(idle);
    }
  }

  served(): boolean {
    this.#slowStart.served(this.#pace);
    if (this.#collisions.served >= TRIAL) {
      this.#fallback = undefined;
    }
    if (this.#collisions.served >= PROVEN) {
      this.#good = this.#base;
    }
    return false;
  }

  refused(sent: Sent): boolean {
    const fallback = this.#fallback;
    if (fallback !== undefined) {
      // The rate that was good before is no longer good.
      this.#fallback = undefined;
      this.#meter.empty();
      this.#settleAt(fallback, true, 1 / fallback);
      return false;
    }
    const collision = this.#collisions.judge(sent);
    if (collision === "used up") {
      this.#slowDown();
    }
    // A pace that was never held may be far too fast. Then the requests under way are refused in a row, which shows
    // nothing else.
    return collision === "everything" && (this.#good !== undefined || this.#collisions.isNew(sent));
  }

  excused(): void {
    this.#ticker.giveBack(this.#traffic.clock(), this.interval);
  }

  get #pace(): number {
    return this.#base * pressure((this.#kept - this.#hold) / Math.max(SHORTEST_STEP, STEP_REQUESTS / this.#base));
  }

  #slowDown(): void {
    this.#slowdowns += 1;
    const flow = this.#meter.empty();
    const { rate, good = this.#good } = slowedDown({ base: this.#base, pace: this.#pace, flow });
    this.#good = good;
    this.#settleAt(rate, flow.served >= PRECISE, pauseAfter(rate, this.#traffic.roundTrip));
  }

  #settleAt(rate: number, isSure: boolean, pause: number): void {
    const { clock, random } = this.#traffic;
    this.#base = Math.max(rate, this.#minRate);
    this.#collisions.decided();
    this.#ticker.dueAt = clock() + pause;
    this.#kept = 0;
    this.#hold = holdOf(this.#base, isSure, random);
  }
}

export interface PacedStageOptions {
  readonly rate: number;
  readonly minRate: number;
  /** Whether the rate was measured, and not guessed. A guess is held for a shorter time. */
  readonly isSure: boolean;
  /** After everything was refused: the rate to go on with if the first requests are refused at `rate`. */
  readonly fallback?: number | undefined;
}

/** Requests served until an earlier rate counts as good again. */
const TRIAL = 2;
/** Requests served until a rate counts as held. */
const PROVEN = 10;
/** A step of the pressure is as long as the longer of these, in milliseconds and in requests. */
const SHORTEST_STEP = 1_000;
const STEP_REQUESTS = 4;
