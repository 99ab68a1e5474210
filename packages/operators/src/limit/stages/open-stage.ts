import type { Stage } from "./stage.js";
import type { Traffic } from "../traffic.js";

/**
 * Nothing was refused yet, and nothing is known: a few requests under way at once, and four tenths more each round.
 *
 * Over at the second refusal. The first may be the fault of its request.
 */
export class OpenStage implements Stage {
  readonly interval = 0;
  readonly #traffic: Traffic;
  #window: number;
  #roundFrom = Number.NEGATIVE_INFINITY;
  /** Whether all of the window was used in this round. */
  #wasFull = false;
  #refusals = 0;
  /** After a refusal nothing is sent until the answer to what is under way shows whose fault it was. */
  #isInDoubt = false;

  /** @param window - requests under way at the beginning. */
  constructor(traffic: Traffic, window: number) {
    this.#traffic = traffic;
    this.#window = window;
  }

  dueAt(): number {
    const { underWay, issuedAt } = this.#traffic;
    const mayGo = underWay < Math.floor(this.#window) && !(this.#isInDoubt && underWay > 0);
    return mayGo ? Number.NEGATIVE_INFINITY : issuedAt + PATIENCE;
  }

  issued(): void {
    this.#wasFull ||= this.#traffic.underWay >= Math.floor(this.#window);
  }

  served(): boolean {
    this.#isInDoubt = false;
    const now = this.#traffic.clock();
    if (this.#wasFull && now - this.#roundFrom >= Math.max(SHORTEST_ROUND, this.#traffic.roundTrip)) {
      this.#window *= GROWTH;
      this.#wasFull = false;
      this.#roundFrom = now;
    }
    return false;
  }

  refused(): boolean {
    this.#refusals += 1;
    this.#isInDoubt = true;
    return this.#refusals === 2;
  }
}

/** Of the window, each round in which it was used up. The last window is what a quota that is used up refuses. */
const GROWTH = 1.42;
/** Milliseconds: where answers come within a few, growing with each would flood any quota before it can refuse. */
const SHORTEST_ROUND = 100;
/** Milliseconds without an answer, after which another request may go: some are never answered. */
const PATIENCE = 10_000;
