import type { Sent, Traffic } from "./traffic.js";

/** When requests were refused lately: what tells a request that is always refused from a quota that is used up. */
export class RefusalRecord {
  readonly #traffic: Traffic;
  #times: number[] = [];

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
    const others = this.#times.filter((at) => at > Math.max(joinedAt, lately));
    return refusals > 0 && this.#traffic.servedAt > joinedAt && others.length === 0;
  }

  /** One was served after everything was refused: what was refused before says nothing of the quota any more. */
  forget(): void {
    this.#times = [];
  }

  /** A request was refused, for whatever reason. */
  add(): void {
    this.#times = [...this.#times.slice(-LONGEST_RECORD), this.#traffic.clock()];
  }
}

/** Milliseconds. */
const LATELY = 2_000;
const LATELY_REQUESTS = 8;
/** Refusals that are remembered. More than a few are a quota that is used up. */
const LONGEST_RECORD = 31;
