import type { Sent, Traffic } from "./traffic.js";

/** When a request was refused last: what distinguishes one that is always refused from a quota that is used up. */
export class RefusalRecord {
  readonly #traffic: Traffic;
  #lastAt: number = Number.NEGATIVE_INFINITY;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  /**
   * Whether a refusal is the request's own affair: it was refused before, and since then others were served,
   * and none was refused lately.
   *
   * @param interval - ms between two requests: where they are far apart, lately is longer ago.
   */
  isOwnAffair({ joinedAt, refusals }: Sent, interval: number): boolean {
    const lately = this.#traffic.clock() - Math.max(LATELY, LATELY_REQUESTS * interval);
    return refusals > 0 && this.#traffic.servedAt > joinedAt && this.#lastAt <= Math.max(joinedAt, lately);
  }

  /** One was served after everything was refused: what was refused before says nothing of the quota any more. */
  forget(): void {
    this.#lastAt = Number.NEGATIVE_INFINITY;
  }

  /** A request was refused, for whatever reason. */
  add(): void {
    this.#lastAt = this.#traffic.clock();
  }
}

/** Milliseconds. */
const LATELY = 2_000;
const LATELY_REQUESTS = 8;
