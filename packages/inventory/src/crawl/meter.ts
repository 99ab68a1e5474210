import { defer, type Observable } from "rxjs";

/** Counts what a walk has cost since its last step. */
export class Meter {
  readonly #now: () => number;
  #requests = 0;
  #throttles = 0;
  #since: number;

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  /** The same requests, each counted as it is sent. */
  counted<Page>(page$: Observable<Page>): Observable<Page> {
    return defer(() => {
      this.#requests += 1;
      return page$;
    });
  }

  throttled(): void {
    this.#throttles += 1;
  }

  /** ISO 8601 in UTC. */
  now(): string {
    return new Date(this.#now()).toISOString();
  }

  /** Gives the counts, and begins anew. */
  take(): { readonly requests: number; readonly throttles: number; readonly elapsedMs: number; readonly at: string } {
    const now = this.#now();
    const taken = {
      requests: this.#requests,
      throttles: this.#throttles,
      // The clock may have been set back meanwhile.
      elapsedMs: Math.max(0, now - this.#since),
      at: new Date(now).toISOString(),
    };
    this.#requests = 0;
    this.#throttles = 0;
    this.#since = now;
    return taken;
  }
}
