import type { Flow, FlowMeter } from "./flow-meter.js";
import { rateOfFlow, slowedTo } from "./rate-of-flow.js";
import type { Stage } from "./stage.js";
import { Ticker } from "./ticker.js";
import type { Sent, Traffic } from "../traffic.js";

/**
 * Only one thing is known: a rate at which one request was served. From there the pace grows until a request is
 * refused.
 *
 * The stage is over at the first refusal.
 */
export class ClimbStage implements Stage {
  readonly #traffic: Traffic;
  readonly #meter: FlowMeter;
  readonly #held: number;
  readonly #ticker: Ticker;
  readonly #issuedBefore: number;
  readonly #servedBefore: number;
  #rate: number;
  /** The pace at the time when the refused request was sent. */
  #rateThen = 0;
  #flow: Flow = { served: 0, milliseconds: 0 };

  /**
   * @param rate - requests per millisecond.
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

  /** Whether a request was served during this stage. */
  get hasServed(): boolean {
    return this.#traffic.served > this.#servedBefore;
  }

  /** The pace to keep when this stage is over. */
  get found(): number {
    const measured = slowedTo(this.#flow, this.#rate, !this.#mayHaveOverflowed);
    if (!this.#mayHaveOverflowed) {
      return measured;
    }
    const most = SMALL_BUCKET * this.#rateThen;
    // A large bucket goes on serving for long after the pace has become too fast: the quota is between the flow and
    // `most`.
    const least = this.#held > SMALL ? Math.sqrt(rateOfFlow(this.#flow) * most) : most;
    return Math.max(measured, least);
  }

  dueAt(): number {
    return this.#ticker.dueAt;
  }

  issued({ at }: Sent): void {
    const { interval } = this;
    const idle = this.#ticker.tick(at, interval);
    if (idle > 0) {
      this.#meter.idle(idle);
    } else {
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
    // The pace grows with each request, so the request may have been refused for the pace after all.
    this.#rate /= GROWTH;
    this.#ticker.giveBack(this.#traffic.clock(), this.interval);
  }

  /**
   * Whether the bucket may have been full meanwhile: then more flowed in than was served. The quota is taken to be at
   * least half of the last pace, since the pace has been that fast only for a short time.
   */
  get #mayHaveOverflowed(): boolean {
    const { served, milliseconds } = this.#flow;
    return 0.5 * this.#rate * milliseconds - served > this.#held;
  }
}

/** The factor by which the pace grows in each step. */
const GROWTH = 1.25;
/** A step is as long as the longest of these, in requests, round trips and milliseconds. */
const STEP_REQUESTS = 1;
const STEP_ROUND_TRIPS = 0.5;
const SHORTEST_STEP = 100;
/** A small bucket is empty soon after the pace has become too fast: the quota is about this share of the pace. */
const SMALL_BUCKET = 0.7;
/** The most requests that a small bucket serves at first. */
const SMALL = 8;
