import type { Sent, Traffic } from "./traffic.js";

/**
 * The requests for which the pace was lowered lately, in this order.
 *
 * When a request is refused for the first time, nobody can know whether it will always be refused, so the pace is lowered.
 * If it is served later, the quota was used up. If all of them turn out to be at fault, the quota was never used up, and
 * the pace may be again what it was.
 */
export class CountedRefusals {
  readonly #traffic: Traffic;
  readonly #entries = new Map<object, Entry>();
  #servedThen = 0;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  /**
   * A refusal counts against the quota.
   *
   * @param takeBack - makes the pace what it is now.
   */
  add({ request }: Sent, takeBack: () => void): void {
    const { served } = this.#traffic;
    if (served - this.#servedThen >= HELD) {
      this.#entries.clear();
    }
    this.#servedThen = served;
    if (request === undefined) {
      // Nobody will know whether it was at fault, so what came before it is never taken back.
      this.#entries.clear();
    } else if (!this.#entries.has(request)) {
      this.#entries.set(request, { takeBack, isAtFault: false });
    }
  }

  /** A request was served. If the pace was lowered for it, that was right, and so was the pace that came of it. */
  served({ request }: Sent): void {
    if (request === undefined || !this.#entries.has(request)) {
      return;
    }
    for (const key of this.#entries.keys()) {
      this.#entries.delete(key);
      if (key === request) {
        break;
      }
    }
  }

  /** A request is at fault for its refusals. The pace is again what it was before the last ones that all are at fault. */
  acquit({ request }: Sent): void {
    const entry = request === undefined ? undefined : this.#entries.get(request);
    if (entry === undefined) {
      return;
    }
    entry.isAtFault = true;
    let takeBack: (() => void) | undefined;
    for (const [key, last] of [...this.#entries].toReversed()) {
      if (!last.isAtFault) {
        break;
      }
      this.#entries.delete(key);
      ({ takeBack } = last);
    }
    takeBack?.();
  }
}

interface Entry {
  readonly takeBack: () => void;
  isAtFault: boolean;
}

/** Requests served since the last refusal until the pace counts as held. */
const HELD = 10;
