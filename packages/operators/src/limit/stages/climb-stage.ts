import type { Flow, FlowMeter } from "./flow-meter.js";
import { rateOfFlow, slowedTo } from "./rate-of-flow.js";
import type { Stage } from "./stage.js";
import { Ticker } from "./ticker.js";
import type { Sent, Traffic } from "../traffic.js";

/**
 * A rate at which one request was served is known, and no more: the pace grows from there until one is refused.
 *
 * Over at the first refusal.
 */
export class ClimbStage implements Stage {
  readonly #traffic: Traffic;
  readonly #meter: FlowMeter;
  readonly #held: number;
  readonly #ticker: Ticker;
  readonly #issuedBefore: number;
  readonly #servedBefore: number;
  #rate: number;
  /** The pace when the request was let go that was refused. */
  #rateThen = 0;
  #flow: Flow = { served: 0, milliseconds: 0 };

  /**
   * @param rate - requests a millisecond.
   * @param held - requests that the service served at first, before it refused one.
   */
  constructor(traffic: Traffic, meter: FlowMeter, rate: number, held: number) {
    this.#traffic = traffic;
    this.#meter = meter;
    this.#held = held;
    this.#rate = rate;
    this.#ticker = new Ticker(traffic.clock() + 1 / rate);
    this.#issuedBefore = traffic.issued;
    this.#servedBefore = traffic.served;
  }

  get interval(): number {
    return 1 / this.#rate;
  }

  /** Whether a request was served on the way. */
  get hasServed(): boolean {
    return this.#traffic.served > this.#servedBefore;
  }

  /** The pace to keep, once it is over. */
  get found(): number {
    const measured = slowedTo(this.#flow, this.#rate, !this.#mayHaveOverflowed);
    if (!this.#mayHaveOverflowed) {
      return measured;
    }
    const most = SMALL_BUCKET * this.#rateThen;
    // A bucket that holds much went on serving for long after the pace was too fast: the quota is somewhere in between.
    const least = this.#held > SMALL ? Math.sqrt(rateOfFlow(this.#flow) * most) : most;
    return Math.max(measured, least);
  }

  dueAt(): number {
    return this.#ticker.dueAt;
  }

  issued({ at }: Sent): void {
    const { interval } = this;
    if (this.#ticker.tick(at, interval)) {
      const step = Math.max(STEP_REQUESTS * interval, STEP_ROUND_TRIPS * this.#traffic.roundTrip, SHORTEST_STEP);
      this.#rate *= GROWTH ** (interval / step);
    }
  }

  served(): boolean {
    return false;
  }

  refused({ number, interval }: Sent): boolean {
    if (number <= this.#issuedBefore) {
      return false;
    }
    this.#flow = this.#meter.empty();
    this.#rateThen = 1 / interval;
    return true;
  }

  excused(): void {
    this.#ticker.giveBack(this.#traffic.clock(), this.interval);
  }

  /** Then more flowed in than was served. The quota is half of the last pace at least: it is that fast only since lately. */
  get #mayHaveOverflowed(): boolean {
    const { served, milliseconds } = this.#flow;
    return 0.5 * this.#rate * milliseconds - served > this.#held;
  }
}

/** Of the pace, each step. */
const GROWTH = 1.25;
/** A step is as long as the longest of these: so many requests, round trips, milliseconds. */
const STEP_REQUESTS = 1;
const STEP_ROUND_TRIPS = 0.5;
const SHORTEST_STEP = 100;
/** A bucket that holds little was empty soon after the pace was too fast: so far back was the quota. */
const SMALL_BUCKET = 0.7;
/** Requests that a small bucket may serve at first. */
const SMALL = 8;
