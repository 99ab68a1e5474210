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
        : { served: served - this.#servedThen, milliseconds: now - this.#emptyAt };
    this.#emptyAt = now;
    this.#servedThen = served;
    return flow;
  }

  /** The bucket was not observed for a while: it may have been full. */
  forget(): void {
    this.#emptyAt = undefined;
  }
}
