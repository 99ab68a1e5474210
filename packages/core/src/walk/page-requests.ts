import { defer, type Observable, type Subscription, take } from "rxjs";
import { abortAll, coldRequest } from "../request/cold-request.js";
import type { PageRequest } from "../request/listing-config.js";
import { pagesGiven } from "../request/pages-given.js";
import { abortedOf } from "../request/signals-of.js";
import type { RequestPlace } from "./place.js";
import type { RequestSource, WalkPlan } from "./walk-plan.js";

/** What {@link PageRequests} reports of each request: exactly one of the three, or none if the walk is left before. */
export interface AnswerObserver<Page> {
  page(page: Page): void;
  /** There are no more pages. */
  end(): void;
  fail(cause: unknown): void;
}

/**
 * The page requests of one walk, one at a time, each through `perRequest`.
 *
 * Only this class knows whether the walk was left. After that, nothing is sent or reported.
 */
export class PageRequests<Page> {
  readonly #plan: WalkPlan<Page>;
  readonly #source: RequestSource<Page>;
  readonly #signals: readonly AbortSignal[];
  readonly #observer: AnswerObserver<Page>;
  /** Can be several: `perRequest` may keep a request alive that the walk has left (`shareReplay`). */
  readonly #underWay = new Set<AbortController>();
  #left = false;
  #subscription: Subscription | undefined;

  /** @param signals - the maker of the walk has to call `leave` when one of them aborts. */
  constructor(plan: WalkPlan<Page>, signals: readonly AbortSignal[], observer: AnswerObserver<Page>) {
    this.#plan = plan;
    this.#source = plan.begin();
    this.#signals = signals;
    this.#observer = observer;
  }

  /** Whether the walk was left, or has ended. */
  get left(): boolean {
    return this.#left;
  }

  /** Sends the request. The answer may come before this returns. */
  send(place: RequestPlace, request: PageRequest): void {
    let answer: { readonly page: Page } | undefined;
    let hasFailed = false;
    const fail = (cause: unknown): void => {
      hasFailed = true;
      if (!this.left) {
        this.#observer.fail(cause);
      }
    };
    const subscription = this.#pagesOf(place, request).subscribe({
      next: (page) => {
        if (answer === undefined) {
          answer = { page };
        } else {
          fail(new TypeError("perRequest emitted a second page for one request; it must emit one and complete"));
        }
      },
      error: fail,
      complete: () => {
        if (hasFailed || this.left) {
          return;
        }
        if (answer === undefined && !this.#plan.mayEndWithoutPage) {
          fail(
            new TypeError(
              "perRequest completed without a page; it must emit one (an operator such as filter removed it, or EMPTY replaced it)",
            ),
          );
          return;
        }
        this.#subscription = undefined;
        if (answer === undefined) {
          this.#observer.end();
        } else {
          this.#observer.page(answer.page);
        }
      },
    });
    if (this.left || subscription.closed) {
      subscription.unsubscribe();
    } else {
      this.#subscription = subscription;
    }
  }

  /** Leaves the request under way, for a walk that begins again. */
  drop(): void {
    this.#subscription?.unsubscribe();
  }

  /** Ends the walk: aborts what is under way. Nothing is sent or reported afterwards. */
  leave(reason?: unknown): void {
    this.#left = true;
    abortAll(this.#underWay, reason);
    this.drop();
    this.#source.close?.(reason);
  }

  #pagesOf(place: RequestPlace, request: PageRequest): Observable<Page> {
    const page$ = coldRequest<Page>({
      prepare: () => this.#source.prepare(place),
      sendOptions: this.#plan.sendOptions,
      underWay: this.#underWay,
      maySend: () => this.#maySend(),
      faultOf: this.#plan.faultOf,
    });
    const { perRequest } = this.#plan;
    // Two pages are already an error, and a source that answers synchronously may never end.
    return perRequest === undefined ? page$ : defer(() => pagesGiven(perRequest(page$, request))).pipe(take(2));
  }

  #maySend(): boolean {
    if (this.left) {
      // A wrapper has outlived the walk, or `withCommand` has ended it.
      throw new Error(`the walk of ${this.#plan.operation} has ended; this page is not asked for again`);
    }
    // Another walk may have received the abort first, and its limiter then let this request go. This walk is left next.
    return abortedOf(this.#signals) === undefined;
  }
}
