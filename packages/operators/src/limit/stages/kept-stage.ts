import { Collisions } from "./collisions.js";
import { SlowStart } from "./slow-start.js";
import type { Stage } from "./stage.js";
import type { Sent, Traffic } from "../traffic.js";

/**
 * The rate is known, and kept: a bucket that fills at it.
 *
 * A refusal says that others spend the same quota. The bucket yields a share of its rate, and takes it back
 * a little with each request that is served. Over when everything is refused.
 */
export class KeptStage implements Stage {
  readonly #traffic: Traffic;
  readonly #fullInterval: number;
  readonly #burst: number;
  readonly #leastShare: number;
  readonly #slowStart: SlowStart;
  readonly #collisions: Collisions;
  /** Of the rate. */
  #share = 1;
  /** The share that was last held for a while. */
  #goodShare = 1;
  #wasRefused = false;
  /** Whether it came back to what was good before, and nothing has shown that it still is. */
  #isOnTrial = false;
  #tokens: number;
  #filledAt: number;
  /**
   * How full the bucket was as requests were let go, without those that a later one exceeds: the first after a request is
   * the fullest that the bucket was since.
   */
  readonly #peaks: { readonly number: number; level: number }[] = [];

  /** @param interval - milliseconds to fill one token. */
  constructor(traffic: Traffic, interval: number, burst: number) {
    this.#traffic = traffic;
    this.#fullInterval = interval;
    this.#burst = burst;
    this.#leastShare = Math.min(1, interval / LONGEST_INTERVAL);
    this.#slowStart = new SlowStart(traffic);
    this.#collisions = new Collisions(traffic, NONE_YET);
    this.#tokens = burst;
    this.#filledAt = traffic.clock();
  }

  get interval(): number {
    return this.#fullInterval / this.#share;
  }

  dueAt(): number {
    return Math.max(this.tokenAt(), this.#slowStart.dueAt());
  }

  /** When there is a token. */
  tokenAt(): number {
    this.#fill();
    // What a sum of fractions lacks to a whole token is not worth another timer.
    return this.#filledAt + Math.max(0, (1 - EPSILON - this.#tokens) * this.interval);
  }

  issued({ number }: Sent): void {
    this.#fill();
    while ((this.#peaks.at(-1)?.level ?? Number.POSITIVE_INFINITY) <= this.#tokens) {
      this.#peaks.pop();
    }
    this.#peaks.push({ number, level: this.#tokens });
    this.#tokens -= 1 + (this.#share < 1 ? JITTER : SLIGHT_JITTER) * this.#traffic.random();
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
      // The first requests of all open their sockets: the first after them comes early. Others show in the next, which is near.
      this.#yield(this.#wasRefused || this.#collisions.served < PROVEN ? YIELD : YIELD_AT_FIRST);
      this.#wasRefused = true;
    }
    return collision === "everything";
  }

  /**
   * A request that was refused took nothing from the quota: its token comes back, as much of it as there would be had it
   * not been taken. What the bucket would have had no room for in the meantime is lost.
   */
  excused({ number }: Sent): void {
    if (number > this.#traffic.issued) {
      // It had no permit, and took nothing from here.
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

  /** One was served, after everything was refused. */
  comeBack(): void {
    this.#isOnTrial = true;
    this.#shareBy(this.#goodShare);
    this.#slowStart.begin();
    this.#beginAnew();
  }

  #yield(to: number): void {
    this.#shareBy(Math.max(this.#share * to, this.#leastShare));
    this.#beginAnew();
  }

  #beginAnew(): void {
    // What is in the bucket here is not there. The next goes about an interval later, however small the share is.
    this.#tokens = Math.min(this.#tokens, 1 - this.#share);
    this.#collisions.decided();
  }

  #shareBy(share: number): void {
    this.#fill();
    this.#share = share;
  }

  #fill(): void {
    const now = this.#traffic.clock();
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAt) / this.interval);
    this.#filledAt = now;
  }
}

/** Of the share, at each collision; and at the first of all, where some were served. */
const YIELD = 0.5;
const YIELD_AT_FIRST = 0.9;
/** The same, where a share that was good is not any more. */
const FALLBACK = 0.4;
/** How much of the rate is taken back with each request that is served, and how much of the share at most. */
const RETURN = 0.05;
const RETURN_OF_SHARE = 0.15;
/** Milliseconds between two requests at most, where the rate itself is not slower: the quota may be far smaller. */
const LONGEST_INTERVAL = 10_000;
/**
 * The share of an interval that chance adds, while others spend the same quota; and while none is known of:
 * who takes exactly what flows in, at even distances, starves them without ever being refused.
 */
const JITTER = 0.25;
const SLIGHT_JITTER = 0.04;
/** Requests served until a share of before counts as good again. */
const TRIAL = 2;
/** Requests served until a share counts as held. */
const PROVEN = 10;
/** Before all, fewer than any: the first collision is one though nothing was served. */
const NONE_YET = -1;
const EPSILON = 1e-9;
