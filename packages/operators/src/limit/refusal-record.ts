import type { Sent, Traffic } from "./traffic.js";

/**
 * Remembers when a request was refused last. By that, a request that is always refused is distinguished from a quota
 * that is used up.
 */
export class RefusalRecord {
  readonly #traffic: Traffic;
  #lastAt: number = Number.NEGATIVE_INFINITY;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  /**
   * Whether the request itself is at fault for a refusal: it was refused before, others were served since then, and no
   * other was refused lately.
   *
   * @param interval - ms between two requests. If they are far apart, "lately" is a longer time.
   */
  isOwnAffair({ joinedAt, refusals }: Sent, interval: number): boolean {
    const lately = this.#traffic.clock() - Math.max(LATELY, LATELY_REQUESTS * interval);
    return refusals > 0 && this.#traffic.servedAt > joinedAt && this.#lastAt <= Math.max(joinedAt, lately);
  }

  /** A request was served after everything was refused: the earlier refusals say nothing about the quota any more. */
  forget(): void {
    this.#lastAt = Number.NEGATIVE_INFINITY;
  }

  /** A request was refused, for whatever reason. */
  add(): void {
    this.#lastAt = this.#traffic.clock();
  }
}

/** How long "lately" is: milliseconds, and intervals between requests. The longer of the two counts. */
const LATELY = 2_000;
const LATELY_REQUESTS = 8;
