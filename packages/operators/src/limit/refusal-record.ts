import type { Sent } from "./traffic.js";

/**
 * Distinguishes a request that is always refused from a quota that is used up, by what happens to requests that were
 * never refused.
 */
export class RefusalRecord {
  /** When the last ones were sent that were never refused and were then served, in a row. */
  #run: number[] = [];
  /** How often requests were at fault, since they were served. */
  readonly #faults = new WeakMap<object, number>();

  /**
   * A request was refused.
   *
   * @param isServing - whether the service serves any requests, as far as is known.
   * @returns whether the request itself is at fault: it was refused before, and since then a few others were sent and
   * served in a row. It is then at fault until it is served.
   */
  refused({ request, joinedAt, refusals }: Sent, isServing: boolean): boolean {
    const isAtFault = isServing && (this.faults(request) > 0 || (refusals > 0 && this.hasEvidence(joinedAt)));
    if (isAtFault && request !== undefined) {
      this.#faults.set(request, this.faults(request) + 1);
    }
    if (refusals === 0 || isAtFault) {
      this.#run = [];
    }
    return isAtFault;
  }

  served({ at, request, refusals }: Sent): void {
    if (refusals === 0) {
      this.#run = [...this.#run, at].slice(-EVIDENCE);
    }
    if (request !== undefined) {
      this.#faults.delete(request);
    }
  }

  /** Whether enough others were sent and served in a row since a request was refused. */
  hasEvidence(refusedAt: number): boolean {
    return this.#run.length === EVIDENCE && refusedAt <= (this.#run[0] ?? 0);
  }

  /** How often a request was at fault. */
  faults(request: object | undefined): number {
    return request === undefined ? 0 : (this.#faults.get(request) ?? 0);
  }
}

/** How many others are served in a row until the fault is that of a request. */
export const EVIDENCE = 3;
