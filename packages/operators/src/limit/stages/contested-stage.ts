import { BucketPace } from "../bucket-pace.js";
import type { Stage } from "./stage.js";
import type { Sent, Traffic } from "../traffic.js";

/**
 * Requests are refused at any pace, since others spend the quota and do not yield. A pace that follows what is served would
 * give up nearly everything to them. So the pace is that of a quota which is known and shared: a share is given up at each
 * refusal, and taken back with time.
 *
 * The stage is over when nothing is given up any more, and after a number of requests in any case: the others may be gone.
 */
export class ContestedStage implements Stage {
  readonly #traffic: Traffic;
  readonly #quota: number;
  readonly #pace: BucketPace;
  readonly #from: number;
  readonly #issuedBefore: number;
  readonly #servedBefore: number;

  constructor(traffic: Traffic, { quota, rate, minRate }: ContestedStageOptions) {
    this.#traffic = traffic;
    this.#quota = quota;
    this.#pace = new BucketPace(traffic, 1 / quota, 1, { share: rate / quota, leastShare: minRate / quota });
    this.#from = traffic.clock();
    this.#issuedBefore = traffic.issued;
    this.#servedBefore = traffic.served;
  }

  get interval(): number {
    return this.#pace.interval;
  }

  get isServing(): boolean {
    return this.#pace.isServing;
  }

  /** The rate to go on with when the stage is over. */
  get found(): number {
    return this.#pace.isWhole ? this.#quota : this.#served / Math.max(1, this.#traffic.clock() - this.#from);
  }

  /** What may be the whole quota, as far as this stage has shown: more, if most requests were served. */
  get mayBe(): number {
    return 2 * this.#served > this.#traffic.issued - this.#issuedBefore ? MORE * this.#quota : this.#quota;
  }

  dueAt(): number {
    return this.#pace.dueAt();
  }

  issued(sent: Sent): void {
    this.#pace.issued(sent);
  }

  served(sent: Sent): boolean {
    this.#pace.served(sent);
    return this.#pace.isWhole || this.#served >= LONGEST;
  }

  refused(sent: Sent): boolean {
    this.#pace.refused(sent);
    return false;
  }

  excused(sent: Sent): void {
    this.#pace.excused(sent);
  }

  dropped(sent: Sent): void {
    this.#pace.dropped(sent);
  }

  get #served(): number {
    return this.#traffic.served - this.#servedBefore;
  }
}

/** All rates are in requests per millisecond. */
export interface ContestedStageOptions {
  /** What may be the whole quota. */
  readonly quota: number;
  /** The pace at the beginning. */
  readonly rate: number;
  readonly minRate: number;
}

const MORE = 1.5;
/** Requests served until the quota is measured again. */
const LONGEST = 100;
