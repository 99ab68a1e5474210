import { Collisions } from "./collisions.js";
import { SlowStart } from "./slow-start.js";
import type { Stage } from "./stage.js";
import type { Sent, Traffic } from "../traffic.js";

/**
 * The rate is known, and kept: a bucket that fills at this rate.
 *
 * A refusal shows that others use the same quota. The bucket then gives up a share of its rate, and takes a little of
 * it back with each request that is served, and with time. The stage is over when everything is refused.
 */
export class KeptStage implements Stage {
  readonly #traffic: Traffic;
  readonly #fullInterval: number;
  readonly #burst: number;
  readonly #leastShare: number;
  /** Milliseconds in which the whole rate comes back, by time alone. */
  readonly #fullReturn: number;
  readonly #slowStart: SlowStart;
  readonly #collisions: Collisions;
  /** The share of the rate that is used now. */
  #share: number;
  /** The share that was last held for a while. */
  #goodShare: number;
  #wasRefused = false;
  /** Whether the stage came back to the last good share, and nothing has shown yet that this share is still good. */
  #isOnTrial = false;
  #tokens: number;
  #filledAt: number;
  /** The tokens that the full bucket had no room for since the last request. */
  #overflow = 0;
  /**
   * How full the bucket was when requests were sent. A level that a later one reaches is left out. So the first level
   * after a request is the highest since then.
   */
  readonly #peaks: { readonly number: number; level: number }[] = [];

  /** @param interval - milliseconds in which one token flows in. */
  constructor(traffic: Traffic, interval: number, burst: number, { share = 1, leastShare = 0 }: KeptStageOptions = {}) {
    this.#traffic = traffic;
    this.#fullInterval = interval;
    this.#burst = burst;
    this.#fullReturn = Math.max(LEAST_RETURN, RETURN_REQUESTS * interval);
    this.#leastShare = Math.min(1, Math.max(leastShare, interval / LONGEST_INTERVAL));
    this.#share = Math.min(1, Math.max(share, this.#leastShare));
    this.#goodShare = this.#share;
    this.#slowStart = new SlowStart(traffic);
    this.#collisions = new Collisions(traffic, traffic.served + NONE_YET);
    this.#tokens = share < 1 ? 0 : burst;
    this.#filledAt = traffic.clock();
  }

  get interval(): number {
    return this.#fullInterval / this.#share;
  }

  /** Whether nothing of the rate is given up. */
  get isWhole(): boolean {
    return this.#share === 1;
  }

  dueAt(): number {
    return Math.max(this.tokenAt(), this.#slowStart.dueAt());
  }

  /** When the next token is there. */
  tokenAt(): number {
    this.#fill();
    // The rounding error of a sum of fractions is not worth another timer.
    return this.#filledAt + this.#timeOf(Math.max(0, 1 - EPSILON - this.#tokens));
  }

  issued({ number }: Sent): void {
    this.#fill();
    while ((this.#peaks.at(-1)?.level ?? Number.POSITIVE_INFINITY) <= this.#tokens) {
      this.#peaks.pop();
    }
    this.#peaks.push({ number, level: this.#tokens });
    const jitter = (this.#share < 1 ? JITTER : SLIGHT_JITTER) * this.#traffic.random();
    // A timer is late by chance, too, and what flowed in meanwhile is lost: this is a part of the random delay.
    this.#tokens -= 1 + Math.max(0, jitter - this.#overflow);
    this.#overflow = 0;
  }

  served(): boolean {
    this.#slowStart.served(1 / this.interval);
    this.#shareBy(Math.min(1, this.#share + Math.min(RETURN, RETURN_OF_SHARE * this.#share)));
    this.#isOnTrial &&= this.#collisions.served < TRIAL;
    if (this.#collisions.served >= PROVEN) {
      this.#goodShare = this.#share;
    }
    return false;
  }

  refused(sent: Sent): boolean {
    this.excused(sent);
    if (this.#isOnTrial) {
      this.#isOnTrial = false;
      this.#yield(FALLBACK);
      this.#goodShare = this.#share;
      return false;
    }
    const collision = this.#collisions.judge(sent);
    if (collision === "used up") {
      // The very first requests are late, since they open their sockets, so the next one comes too early. If others
      // really use the quota, the next refusal comes soon.
      this.#yield(this.#wasRefused ? YIELD : YIELD_AT_FIRST);
      this.#wasRefused = true;
    }
    return collision === "everything";
  }

  /**
   * A refused request took nothing from the quota, so its token comes back. If the bucket would have been full
   * meanwhile with this token, the part for which there was no room is lost.
   */
  excused({ number }: Sent): void {
    if (number > this.#traffic.issued) {
      // It had no permit, so it took nothing from this bucket.
      return;
    }
    this.#fill();
    const next = this.#peaks.findIndex((peak) => peak.number > number);
    const since = next === -1 ? [] : this.#peaks.slice(next);
    const fullest = Math.max(this.#tokens, since[0]?.level ?? 0);
    const back = Math.min(1, this.#burst - fullest);
    this.#tokens += back;
    for (const peak of since) {
      peak.level += back;
    }
    const [highest] = since;
    if (highest !== undefined) {
      this.#peaks.splice(0, next, ...this.#peaks.slice(0, next).filter(({ level }) => level > highest.level));
    }
  }

  /** A request was served, after everything was refused. */
  comeBack(): void {
    this.#isOnTrial = true;
    this.#shareBy(this.#goodShare);
    this.#slowStart.begin();
    this.#beginAnew();
  }

  /** @returns makes the share what it is now, if it is smaller then. */
  remember(): () => void {
    this.#fill();
    const share = this.#share;
    return () => this.#shareBy(Math.max(this.#share, share));
  }

  #yield(to: number): void {
    this.#shareBy(Math.max(this.#share * to, this.#leastShare));
    this.#beginAnew();
  }

  #beginAnew(): void {
    // The tokens in this bucket are not in the service's bucket. The next request goes about one full interval later,
    // however small the share is.
    this.#tokens = Math.min(this.#tokens, 1 - this.#share);
    this.#collisions.decided();
  }

  #shareBy(share: number): void {
    this.#fill();
    this.#share = share;
  }

  #fill(): void {
    const now = this.#traffic.clock();
    const tokens = this.#tokens + this.#tokensIn(now - this.#filledAt);
    this.#share = Math.min(1, this.#share + (now - this.#filledAt) / this.#fullReturn);
    this.#tokens = Math.min(this.#burst, tokens);
    this.#overflow += tokens - this.#tokens;
    this.#filledAt = now;
  }

  /** The tokens that flow in within so many milliseconds: the share grows meanwhile. */
  #tokensIn(milliseconds: number): number {
    const growing = Math.min(milliseconds, this.#untilWhole);
    const grown = growing / this.#fullReturn;
    const full = milliseconds - growing;
    return (growing * (this.#share + grown / 2) + full * (this.#share + grown)) / this.#fullInterval;
  }

  /** The milliseconds within which so many tokens flow in. */
  #timeOf(tokens: number): number {
    const atFullRate = tokens * this.#fullInterval;
    const growing =
      this.#fullReturn * (Math.sqrt(this.#share ** 2 + (2 * atFullRate) / this.#fullReturn) - this.#share);
    const untilWhole = this.#untilWhole;
    return growing <= untilWhole ? growing : untilWhole + atFullRate - (untilWhole * (this.#share + 1)) / 2;
  }

  /** Milliseconds until nothing of the rate is given up any more. */
  get #untilWhole(): number {
    return (1 - this.#share) * this.#fullReturn;
  }
}

export interface KeptStageOptions {
  /**
   * The share of the rate that is used at first.
   *
   * @defaultValue 1
   */
  readonly share?: number;
  /** The share that is used at least. It is never less than one request in 10 s. */
  readonly leastShare?: number;
}

/** The factor of the share at each collision; and at the very first one, if enough requests were served before. */
const YIELD = 0.5;
const YIELD_AT_FIRST = 0.9;
/** The same, if the last good share is no longer good. */
const FALLBACK = 0.4;
/**
 * What is taken back with each request that is served: this share of the rate, but at most this part of the current
 * share.
 */
const RETURN = 0.05;
const RETURN_OF_SHARE = 0.15;
/**
 * The time in which all of the rate comes back, in milliseconds and in requests: the longer of the two counts. Programs
 * that do not yield refuse a share of the requests, however few there are. If the rate came back with requests that are
 * served alone, the bucket would give up nearly all of its rate to them.
 */
const LEAST_RETURN = 20_000;
const RETURN_REQUESTS = 60;
/** The most milliseconds between two requests, unless the rate itself is slower: the real quota may be far smaller. */
const LONGEST_INTERVAL = 10_000;
/**
 * The largest share of an interval that is added by chance: while others use the same quota, and while none are known.
 * A program that takes exactly what flows in, at even distances, starves the others without ever being refused.
 */
const JITTER = 0.25;
const SLIGHT_JITTER = 0.04;
/** Requests served until an earlier share counts as good again. */
const TRIAL = 2;
/** Requests served until a share counts as held. */
const PROVEN = 10;
/** Fewer than none: the first collision is then "used up", even if nothing was served. */
const NONE_YET = -1;
const EPSILON = 1e-9;
