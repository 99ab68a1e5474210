import { ClimbStage } from "./stages/climb-stage.js";
import { FlowMeter } from "./stages/flow-meter.js";
import { OpenStage } from "./stages/open-stage.js";
import type { Pace } from "./pace.js";
import { PacedStage } from "./stages/paced-stage.js";
import { ProbeStage } from "./stages/probe-stage.js";
import type { Stage } from "./stages/stage.js";
import type { Sent, Traffic } from "./traffic.js";

/**
 * The pace of a quota that is not known: which stage follows which.
 *
 * Open, until requests are refused; then a probe, until one is served; then a climb, until one is refused; then paced.
 * When everything is refused, a probe again, and paced at the rate that was last good.
 */
export class AdaptivePace implements Pace {
  readonly #traffic: Traffic;
  readonly #minRate: number;
  readonly #meter: FlowMeter;
  #stage: OpenStage | ProbeStage | ClimbStage | PacedStage;
  /** The rate to come back at, in requests a millisecond. */
  #lastGood: number | undefined;
  /** Requests that were served before the first was refused. */
  #held = 0;

  /** @param minRate - requests a millisecond. */
  constructor(traffic: Traffic, initialInFlight: number, minRate: number) {
    this.#traffic = traffic;
    this.#minRate = minRate;
    this.#meter = new FlowMeter(traffic);
    this.#stage = new OpenStage(traffic, initialInFlight);
  }

  get interval(): number {
    return this.#stage.interval;
  }

  get isServing(): boolean {
    return !(this.#stage instanceof ProbeStage);
  }

  dueAt(): number {
    return this.#stage.dueAt();
  }

  issued(sent: Sent): void {
    this.#stage.issued(sent);
  }

  served(sent: Sent, servedSentBefore: number): void {
    if (this.#stage.served(sent)) {
      const rate = Math.max(1 / Math.max(sent.at - servedSentBefore, 1), SLOWEST_START, this.#minRate);
      this.#stage = this.#lastGood === undefined ? this.#climbFrom(rate) : this.#comeBackTo(this.#lastGood, rate);
    }
  }

  refused(sent: Sent): void {
    const stage = this.#stage;
    const isOver = stage.refused(sent);
    if (stage instanceof ProbeStage) {
      this.#meter.empty();
    } else if (isOver) {
      this.#stage = this.#after(stage);
    }
  }

  excused(sent: Sent): void {
    const stage: Stage = this.#stage;
    stage.excused?.(sent);
  }

  dropped(sent: Sent): void {
    const stage: Stage = this.#stage;
    stage.dropped?.(sent);
  }

  #after(stage: OpenStage | ClimbStage | PacedStage): ProbeStage | PacedStage {
    if (stage instanceof OpenStage) {
      this.#held = this.#traffic.served;
      this.#meter.empty();
      return this.#probe(SEARCH_GAP);
    }
    if (stage instanceof PacedStage) {
      this.#lastGood = stage.lastGood;
      return this.#probe(Math.min(OUTAGE_GAP, OUTAGE_INTERVALS / stage.lastGood));
    }
    return stage.hasServed ? this.#pacedAt(stage.found) : this.#probe(SEARCH_GAP);
  }

  #probe(gap: number): ProbeStage {
    return new ProbeStage(this.#traffic, gap, 1 / this.#minRate);
  }

  #climbFrom(rate: number): ClimbStage {
    return new ClimbStage(this.#traffic, this.#meter, rate, this.#held);
  }

  /** At what was found on the way up, which is a guess: the way is short. */
  #pacedAt(rate: number): PacedStage {
    return new PacedStage(this.#traffic, this.#meter, { rate, minRate: this.#minRate, isSure: false });
  }

  /** After an outage, or what looked like one: the bucket may be full, or the quota another. */
  #comeBackTo(rate: number, found: number): PacedStage {
    this.#meter.forget();
    const fallback = Math.max(rate * FALLBACK, found);
    return new PacedStage(this.#traffic, this.#meter, { rate, minRate: this.#minRate, isSure: true, fallback });
  }
}

/** Milliseconds until the first probe. */
const SEARCH_GAP = 60;
const OUTAGE_GAP = 250;
/** The same in intervals, where those are shorter. */
const OUTAGE_INTERVALS = 4;
/** Requests a millisecond: what was a long search may have been an outage, and a climb from further down takes long. */
const SLOWEST_START = 0.5 / 1_000;
/** Of the rate that was good, where it is not any more. */
const FALLBACK = 0.25;
