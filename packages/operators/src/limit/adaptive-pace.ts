import { ClimbStage } from "./stages/climb-stage.js";
import { ContestedStage } from "./stages/contested-stage.js";
import { FlowMeter } from "./stages/flow-meter.js";
import { OpenStage } from "./stages/open-stage.js";
import type { Pace } from "./pace.js";
import { pauseAfter } from "./stages/pause-after.js";
import { PacedStage } from "./stages/paced-stage.js";
import { ProbeStage } from "./stages/probe-stage.js";
import type { Stage } from "./stages/stage.js";
import type { Sent, Traffic } from "./traffic.js";
import { VainSlowdowns } from "./stages/vain-slowdowns.js";

/**
 * The pace for a quota that is not known: decides which stage follows which.
 *
 * First open, until requests are refused. Then probe, until a request is served. Then climb, until a request is
 * refused. Then paced, until everything is refused. After that, probe again, and then paced at the last good rate. If the
 * pace is lowered in vain, contested for a while, and then paced again.
 */
export class AdaptivePace implements Pace {
  readonly #traffic: Traffic;
  readonly #minRate: number;
  readonly #meter: FlowMeter;
  readonly #slowdowns: VainSlowdowns;
  #stage: OpenStage | ProbeStage | ClimbStage | PacedStage | ContestedStage;
  /** The rate to return to, in requests per millisecond. */
  #lastGood: number | undefined;
  /** What may be the whole quota if others spend it, too. */
  #mostGood = TYPICAL_QUOTA;
  /** Requests that were served before the open stage ended. */
  #held = 0;

  /** @param minRate - requests per millisecond. */
  constructor(traffic: Traffic, initialInFlight: number, minRate: number) {
    this.#traffic = traffic;
    this.#minRate = minRate;
    this.#meter = new FlowMeter(traffic);
    this.#slowdowns = new VainSlowdowns(traffic);
    this.#stage = new OpenStage(traffic, initialInFlight);
  }

  get interval(): number {
    return this.#stage.interval;
  }

  get isServing(): boolean {
    const stage = this.#stage;
    return stage instanceof ContestedStage ? stage.isServing : !(stage instanceof ProbeStage);
  }

  dueAt(): number {
    return this.#stage.dueAt();
  }

  issued(sent: Sent): void {
    this.#stage.issued(sent);
  }

  served(sent: Sent, servedSentBefore: number): void {
    const stage = this.#stage;
    if (!stage.served(sent)) {
      return;
    }
    if (stage instanceof ContestedStage) {
      this.#stage = this.#afterContest(stage);
      return;
    }
    const rate = Math.max(1 / Math.max(sent.at - servedSentBefore, 1), SLOWEST_START, this.#minRate);
    this.#stage = this.#lastGood === undefined ? this.#climbFrom(rate) : this.#comeBackTo(this.#lastGood, rate);
  }

  refused(sent: Sent): void {
    const stage = this.#stage;
    if (stage instanceof PacedStage) {
      this.#stage = this.#afterRefusal(stage, sent);
      return;
    }
    const isOver = stage.refused(sent);
    if (stage instanceof ProbeStage) {
      this.#meter.empty();
    } else if (isOver && stage instanceof OpenStage) {
      this.#held = this.#traffic.served;
      this.#meter.empty();
      this.#stage = this.#probe(SEARCH_GAP);
    } else if (isOver && stage instanceof ClimbStage) {
      this.#stage = stage.hasServed ? this.#pacedAt(stage.found) : this.#probe(SEARCH_GAP);
    }
  }

  excused(sent: Sent): void {
    const stage: Stage = this.#stage;
    stage.excused?.(sent);
  }

  remember(): () => void {
    const stage = this.#stage;
    if (stage instanceof OpenStage) {
      return () => this.#openAgain(stage);
    }
    if (stage instanceof ClimbStage) {
      const rate = 1 / stage.interval;
      return () => this.#fasterThan(rate, () => this.#climbFrom(rate));
    }
    if (stage instanceof PacedStage) {
      const { lastGood } = stage;
      return () => this.#fasterThan(lastGood, () => this.#pacedAt(lastGood, true));
    }
    return () => undefined;
  }

  dropped(sent: Sent): void {
    const stage: Stage = this.#stage;
    stage.dropped?.(sent);
  }

  #afterRefusal(stage: PacedStage, sent: Sent): ProbeStage | PacedStage | ContestedStage {
    const { slowdowns } = stage;
    const isOver = stage.refused(sent);
    const { lastGood } = stage;
    this.#mostGood = Math.max(this.#mostGood, lastGood);
    if (stage.slowdowns > slowdowns && this.#slowdowns.add()) {
      return new ContestedStage(this.#traffic, {
        quota: this.#mostGood,
        rate: 1 / stage.interval,
        minRate: this.#minRate,
      });
    }
    if (!isOver) {
      return stage;
    }
    this.#lastGood = lastGood;
    // Never sooner than after a single refusal.
    const pause = pauseAfter(1 / stage.interval, this.#traffic.roundTrip);
    return this.#probe(Math.max(Math.min(OUTAGE_GAP, OUTAGE_INTERVALS / lastGood), pause));
  }

  /** Measures the quota again: the others may be gone. */
  #afterContest(stage: ContestedStage): PacedStage {
    this.#mostGood = Math.max(this.#mostGood, stage.mayBe);
    this.#meter.forget();
    this.#slowdowns.tryAgain();
    return this.#pacedAt(stage.found);
  }

  #openAgain(stage: OpenStage): void {
    stage.takeBack();
    this.#stage = stage;
  }

  /** To a stage of this rate, unless the pace is as fast already. */
  #fasterThan(rate: number, stage: () => ClimbStage | PacedStage): void {
    if (1 / this.#stage.interval < rate) {
      this.#meter.forget();
      this.#stage = stage();
    }
  }

  #probe(gap: number): ProbeStage {
    return new ProbeStage(this.#traffic, gap, 1 / this.#minRate);
  }

  #climbFrom(rate: number): ClimbStage {
    return new ClimbStage(this.#traffic, this.#meter, rate, this.#held);
  }

  /** Paced at a rate that is a guess: a climb is short, and in a contest the bucket was never observed alone. */
  #pacedAt(rate: number, isSure = false): PacedStage {
    return new PacedStage(this.#traffic, this.#meter, { rate, minRate: this.#minRate, isSure });
  }

  /** Paced again after an outage, or what looked like one: the bucket may be full, or the quota may have changed. */
  #comeBackTo(rate: number, found: number): PacedStage {
    this.#meter.forget();
    const fallback = Math.max(rate * FALLBACK, found);
    return new PacedStage(this.#traffic, this.#meter, { rate, minRate: this.#minRate, isSure: true, fallback });
  }
}

/**
 * In requests per millisecond. How much of a quota others spend cannot be seen. If no higher rate was ever good, the quota
 * may be the one that most operations have.
 */
const TYPICAL_QUOTA = 5 / 1_000;
/** Milliseconds until the first probe. */
const SEARCH_GAP = 60;
const OUTAGE_GAP = 250;
/** The same, in intervals between requests: the shorter of the two counts. */
const OUTAGE_INTERVALS = 4;
/**
 * The lowest rate that a climb starts from, in requests per millisecond. A long search may have been an outage, and a
 * climb from a lower rate takes long.
 */
const SLOWEST_START = 0.5 / 1_000;
/** The share of the last good rate to go on with, if that rate is no longer good. */
const FALLBACK = 0.25;
