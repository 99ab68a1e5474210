import type { Stage } from "./stage.js";
import type { Traffic } from "../traffic.js";

/**
 * Nothing was refused yet, and nothing is known. A few requests are under way at the same time, and about 40 percent
 * more in each round.
 *
 * The stage is over at the second refusal. The first one may be the fault of its request.
 */
export class OpenStage implements Stage {
  readonly interval = 0;
  readonly #traffic: Traffic;
  #window: number;
  #roundFrom = Number.NEGATIVE_INFINITY;
  /** Whether all of the window was used in this round. */
  #wasFull = false;
  #refusals = 0;
  /** After a refusal, nothing is sent until the answers to the requests under way show whose fault it was. */
  #isInDoubt = false;

  /** @param window - requests under way at the beginning. */
  constructor(traffic: Traffic, window: number) {
    this.#traffic = traffic;
    this.#window = window;
  }

  dueAt(): number {
    const { underWay, overdueAt } = this.#traffic;
    const mayGo = underWay < Math.floor(this.#window) && !(this.#isInDoubt && underWay > 0);
    return mayGo ? Number.NEGATIVE_INFINITY : overdueAt;
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

  /** The refusals were the fault of their requests. */
  takeBack(): void {
    this.#refusals = 0;
    this.#isInDoubt = false;
  }

  refused(): boolean {
    this.#refusals += 1;
    this.#isInDoubt = true;
    return this.#refusals === 2;
  }
}

/**
 * The factor of the window for each round that used all of it. A quota that is used up refuses about the last window.
 */
const GROWTH = 1.42;
/**
 * Milliseconds. If answers came within a few, and the window grew with each of them, it would flood any quota before
 * the quota could refuse.
 */
const SHORTEST_ROUND = 100;
