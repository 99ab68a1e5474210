import type { Traffic } from "../traffic.js";

/**
 * What was served between two moments at which the bucket was empty. That is what flowed in, if the bucket was not full
 * meanwhile.
 */
export interface Flow {
  readonly served: number;
  readonly milliseconds: number;
}

/** Measures the flow into the service's bucket. A limiter can see only one thing of this bucket: when it is empty. */
export class FlowMeter {
  readonly #traffic: Traffic;
  #emptyAt: number | undefined;
  #servedThen = 0;
  #idle = 0;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  /** The bucket is empty now. @returns what flowed in since it was empty the last time; zero if that is not known. */
  empty(): Flow {
    const { served } = this.#traffic;
    const now = this.#traffic.clock();
    const flow =
      this.#emptyAt === undefined
        ? { served: 0, milliseconds: 0 }
        : { served: served - this.#servedThen, milliseconds: now - this.#emptyAt - this.#idle };
    this.#emptyAt = now;
    this.#servedThen = served;
    this.#idle = 0;
    return flow;
  }

  /**
   * Nobody asked for a request for so long, although one was due. A bucket that is full meanwhile takes nothing in, so this
   * time does not count: the quota is then overestimated at most, and measured well at the next refusal. Counted, an
   * hour without requests would look like a quota of almost nothing.
   */
  idle(milliseconds: number): void {
    this.#idle += milliseconds;
  }

  /** The bucket was not observed for a while: it may have been full. */
  forget(): void {
    this.#emptyAt = undefined;
  }
}
