import type { Stage } from "./stage.js";
import type { Sent, Traffic } from "../traffic.js";

/**
 * Everything was refused: one request is sent at a time, at growing distances, until one is served.
 *
 * Until then, nobody can know whether the quota is used up or the service is down. The distances have jitter, so that
 * processes that were refused together do not come back together.
 */
export class ProbeStage implements Stage {
  readonly interval: number;
  readonly #traffic: Traffic;
  /** Requests that were sent before this stage. */
  readonly #before: number;
  #gap: number;
  #nextAt: number;
  #isUnderWay = false;
  #answeredAt: number;
  /** Milliseconds from the last answer to the request that is under way. */
  #distance = 0;

  /**
   * @param gap - milliseconds until the first request.
   * @param longestGap - the most milliseconds between the last answer and the next request.
   */
  constructor(traffic: Traffic, gap: number, longestGap: number = LONGEST_GAP) {
    this.#traffic = traffic;
    this.interval = Math.min(longestGap, LONGEST_GAP);
    this.#before = traffic.issued;
    this.#gap = Math.min(gap, this.interval);
    // The requests under way will be refused as well: a probe among them would not be alone.
    this.#answeredAt = traffic.clock();
    this.#nextAt = this.#answeredAt + Math.max(this.#jittered(), STRAGGLERS * traffic.roundTrip);
  }

  dueAt(): number {
    return this.#isUnderWay ? this.#traffic.issuedAt + PATIENCE : this.#nextAt;
  }

  issued(): void {
    this.#isUnderWay = true;
    this.#distance = this.#traffic.clock() - this.#answeredAt;
  }

  served(sent: Sent): boolean {
    return this.#isOwn(sent);
  }

  refused(sent: Sent): boolean {
    if (this.#isOwn(sent)) {
      this.#isUnderWay = false;
      // A `BucketPace` without a token may have held the request back for longer than the gap.
      const distance = Math.min(this.#distance, this.#gap * GROWTH * GRACE);
      this.#gap = Math.min(Math.max(this.#gap * GROWTH, distance), this.interval);
      this.#answeredAt = this.#traffic.clock();
      this.#nextAt = this.#answeredAt + this.#jittered();
    }
    return false;
  }

  dropped(sent: Sent): void {
    if (this.#isOwn(sent)) {
      this.#isUnderWay = false;
    }
  }

  #isOwn(sent: Sent): boolean {
    return sent.number > this.#before;
  }

  #jittered(): number {
    return this.#gap * (1 - JITTER * this.#traffic.random());
  }
}

/** The factor of the distance at each refusal. */
const GROWTH = 2;
/** How much larger than that a distance may become, if the one before was longer for another reason. */
const GRACE = 1.25;
/** Milliseconds. */
const LONGEST_GAP = 3_000;
/** The largest share of a distance that is taken off by chance. */
const JITTER = 0.12;
/** Round trips after which nothing is under way any more. */
const STRAGGLERS = 1.5;
/** Milliseconds without an answer, after which another request may go: some are never answered. */
const PATIENCE = 10_000;
