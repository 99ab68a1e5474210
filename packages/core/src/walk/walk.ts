import { from, Observable, type Subscription, take } from "rxjs";
import { ListingError } from "../errors/listing-error.js";
import { RepeatedTokenError } from "../errors/repeated-token-error.js";
import { TooManyPagesError } from "../errors/too-many-pages-error.js";
import type { PageRequest, PerRequest, SendOptions } from "../request/listing-config.js";
import { type Place, type RequestPlace, resumeTokenOf } from "./place.js";
import { keyOf, TokenMemory } from "./token-memory.js";
import type { WalkRestarts } from "./walk-restarts.js";

/** Everything that the walks of one listing have in common; checked, and never changed. */
export interface WalkPlan<Page> {
  readonly operation: string;
  readonly label: string | undefined;
  /** How many inputs the walk goes through, one after the other. */
  readonly chunks: number;
  /** Makes one request and answers what sends it. A new command each time: the SDK's middleware may write into it. */
  readonly prepare: (place: RequestPlace) => (options: SendOptions) => Promise<Page>;
  readonly sendOptions: SendOptions | undefined;
  /** The token behind a page; `undefined`, `null` and `""` are none. */
  readonly tokenAfter: (page: Page) => unknown;
  readonly end: "absent" | "same";
  readonly perRequest: PerRequest<Page> | undefined;
  /** Makes what a walk needs that may begin again. */
  readonly restarts: (() => WalkRestarts<Page>) | undefined;
  readonly maxPages: number;
  readonly onRepeatedToken: "error" | "stop";
}

/** What a walk tells its consumer about each request: exactly one of the two, unless the walk is closed first. */
export interface WalkObserver<Page> {
  /** A page came; behind it lies `next`, or the walk is over as `ending` says. */
  page(page: Page, next: Place, ending: Ending | undefined): void;
  fail(cause: unknown): void;
}

/** Why no page is asked for behind this one. */
export type Ending =
  | { readonly reason: "complete" }
  | { readonly reason: "repeated token"; readonly token: unknown }
  | { readonly reason: "too many pages" };

/**
 * One walk over the pages of a listing: a place, and the memory of where it has been.
 *
 * It asks for a page when it is told to, one at a time, and does not care who tells it:
 * a subscription asks again at once, a pull when its consumer does.
 */
export class Walk<Page> {
  readonly #plan: WalkPlan<Page>;
  readonly #observer: WalkObserver<Page>;
  readonly #signals: readonly AbortSignal[];
  #madeRestarts: WalkRestarts<Page> | undefined;
  #place: RequestPlace;
  #memory = new TokenMemory();
  #pagesFetched = 0;
  #closed = false;
  #closeReason: unknown;
  #controller: AbortController | undefined;
  /** Requests under way through `perRequest`: it may keep one that the walk has left (`shareReplay`). */
  readonly #wrappedRequests = new Set<AbortController>();
  #subscription: Subscription | undefined;

  /** @param signals - whoever makes the walk closes it when one of them aborts. */
  constructor(
    plan: WalkPlan<Page>,
    start: RequestPlace,
    observer: WalkObserver<Page>,
    signals: readonly AbortSignal[] = [],
  ) {
    this.#plan = plan;
    this.#signals = signals;
    this.#place = start;
    this.#observer = observer;
    this.#remember(start.token);
  }

  /** Asks for the next page. The answer may come before this returns. */
  fetch(): void {
    if (this.#plan.perRequest === undefined) {
      this.#fetchBare();
    } else {
      this.#fetchThrough(this.#plan.perRequest);
    }
  }

  /** Aborts what is in flight. Nothing is sent or told afterwards. */
  close(reason?: unknown): void {
    if (!this.#closed) {
      this.#closed = true;
      this.#closeReason = reason;
      this.#abortRequests(reason);
      this.#subscription?.unsubscribe();
    }
  }

  #abortRequests(reason?: unknown): void {
    this.#controller?.abort(reason);
    for (const controller of this.#wrappedRequests) {
      controller.abort(reason);
    }
  }

  /** The error of a walk that failed with `cause`, and has to carry on at `place`: the request that failed. */
  failure(cause: unknown, pagesDelivered: number, place: Place = this.#place): ListingError {
    const { operation, label, chunks } = this.#plan;
    return new ListingError({ operation, label, cause, resumeToken: resumeTokenOf(place, chunks), pagesDelivered });
  }

  /** The error that an ending is, if it is one. */
  errorOf(ending: Ending, pagesDelivered: number): RepeatedTokenError | TooManyPagesError | undefined {
    const { operation, label, chunks, maxPages, onRepeatedToken } = this.#plan;
    switch (ending.reason) {
      case "complete":
        return undefined;
      case "repeated token":
        return onRepeatedToken === "stop"
          ? undefined
          : new RepeatedTokenError({ operation, label, token: ending.token, pagesDelivered });
      case "too many pages": {
        const resumeToken = resumeTokenOf(this.#place, chunks);
        return new TooManyPagesError({ operation, label, maxPages, resumeToken, pagesDelivered });
      }
    }
  }

  /** The way without `perRequest`: one promise a page and nothing else, since most of a listing's own cost is here. */
  #fetchBare(): void {
    const controller = new AbortController();
    this.#controller = controller;
    let answer: Promise<Page>;
    try {
      const send = this.#plan.prepare(this.#place);
      if (this.#closed || this.#isAborted) {
        // withCommand is the user's, and may have ended the walk.
        return;
      }
      answer = Promise.resolve(send(this.#optionsWith(controller)));
    } catch (error) {
      this.#fail(error);
      return;
    }
    answer.then(this.#accept, this.#fail);
  }

  #fetchThrough(perRequest: PerRequest<Page>): void {
    let count = 0;
    let page: Page | undefined;
    const subscription = this.#wrapped(perRequest).subscribe({
      next: (value) => {
        count += 1;
        page = value;
        if (count === 2) {
          this.#fail(new TypeError("perRequest emitted a second page for one request; it must emit one and complete"));
        }
      },
      error: this.#fail,
      complete: () => {
        if (count === 0) {
          this.#fail(
            new TypeError(
              "perRequest completed without a page; it must emit one (an operator such as filter or EMPTY took it)",
            ),
          );
        } else if (count === 1) {
          // The page is in: the walk may go on from inside this call, and must not be closed by it.
          this.#accept(page as Page);
        }
      },
    });
    if (this.#closed || subscription.closed) {
      subscription.unsubscribe();
    } else {
      this.#subscription = subscription;
    }
  }

  #wrapped(perRequest: PerRequest<Page>): Observable<Page> {
    try {
      // Two are one too many already: a source that answers at once and has no end would not stop to be told.
      return from(perRequest(this.#request$(this.#place), this.#request())).pipe(take(2));
    } catch (error) {
      return new Observable((subscriber) => subscriber.error(error));
    }
  }

  #request(): PageRequest {
    return { operation: this.#plan.operation, token: this.#place.token, index: this.#pagesFetched };
  }

  /** One page request as a cold Observable: each subscription sends it once, unsubscribing aborts it. */
  #request$(place: RequestPlace): Observable<Page> {
    return new Observable<Page>((subscriber) => {
      const send = this.#plan.prepare(place);
      if (this.#closed) {
        // A wrapper that outlived the walk, or withCommand has ended it: nothing is sent after the end.
        subscriber.error(new Error(`the walk of ${this.#plan.operation} has ended; this page is not asked for again`));
        return undefined;
      }
      if (this.#isAborted) {
        // Another walk has heard of the abort first, and its limiter let this one go; it is closed in a moment.
        return undefined;
      }
      const controller = new AbortController();
      this.#wrappedRequests.add(controller);
      // Whether it was under way until now.
      const settle = (): boolean => this.#wrappedRequests.delete(controller);
      Promise.resolve(send(this.#optionsWith(controller))).then(
        (page) => {
          settle();
          subscriber.next(page);
          subscriber.complete();
        },
        (error: unknown) => {
          settle();
          subscriber.error(error);
        },
      );
      return () => {
        if (settle()) {
          controller.abort(this.#closeReason);
        }
      };
    });
  }

  get #isAborted(): boolean {
    return this.#signals.some(({ aborted }) => aborted);
  }

  #optionsWith(controller: AbortController): SendOptions {
    return { ...this.#plan.sendOptions, abortSignal: controller.signal };
  }

  readonly #fail = (cause: unknown): void => {
    if (this.#closed) {
      return;
    }
    let final = cause;
    let restarts = false;
    try {
      restarts = this.#restarts()?.tryRestart(cause, this.#request()) === true;
    } catch (thrown) {
      final = thrown;
    }
    if (restarts) {
      this.#restart();
    } else if (!this.#closed) {
      this.#closed = true;
      try {
        this.#abortRequests();
        this.#subscription?.unsubscribe();
      } finally {
        // A finalizer in perRequest may throw: that is for rxjs to report, and the failure is told all the same.
        this.#observer.fail(final);
      }
    }
  };

  /** Made where it is first asked for, so that what the maker throws fails the walk as anything does that it asks. */
  #restarts(): WalkRestarts<Page> | undefined {
    return (this.#madeRestarts ??= this.#plan.restarts?.());
  }

  /** Asks for the chunk's first page, and whichever tokens come then are new. */
  #restart(): void {
    try {
      this.#subscription?.unsubscribe();
    } finally {
      this.#place = { chunk: this.#place.chunk, token: undefined };
      this.#memory = new TokenMemory();
      // Whoever was asked, or was just left, may have closed the walk.
      if (!this.#closed) {
        this.fetch();
      }
    }
  }

  readonly #accept = (page: Page): void => {
    if (this.#closed) {
      return;
    }
    this.#controller = undefined;
    this.#subscription = undefined;
    let remainder = page;
    let ending: Ending | undefined;
    try {
      this.#check(page);
      // Before the walk moves: if it throws, the page that was not delivered is asked for again.
      remainder = this.#restarts()?.withoutDelivered(page) ?? page;
      ending = this.#advance(page);
    } catch (error) {
      this.#fail(error);
      return;
    }
    const next = this.#isEnd(ending) ? "end" : this.#place;
    if (ending !== undefined) {
      this.#closed = true;
    }
    this.#observer.page(remainder, next, ending);
  };

  #check(page: Page): void {
    if (typeof page !== "object" || page === null || Array.isArray(page)) {
      throw new TypeError(
        `${this.#plan.operation} was answered with ${Array.isArray(page) ? "an array" : String(page)} and not with a page; ` +
          `look at the client's middleware, at perRequest, or at the double that stands in for the client`,
      );
    }
  }

  /** Moves behind the page. */
  #advance(page: Page): Ending | undefined {
    const { chunks, end, maxPages } = this.#plan;
    const asked = this.#place;
    const token = this.#plan.tokenAfter(page);
    this.#pagesFetched += 1;
    if (isNoToken(token) || (end === "same" && asked.token !== undefined && keyOf(token) === keyOf(asked.token))) {
      if (asked.chunk + 1 >= chunks) {
        return COMPLETE;
      }
      this.#place = { chunk: asked.chunk + 1, token: undefined };
      this.#memory = new TokenMemory();
    } else {
      // Before the walk moves: a token that cannot be compared has its page asked for again.
      const isRepeat = this.#remember(token);
      this.#place = { chunk: asked.chunk, token };
      if (isRepeat) {
        return { reason: "repeated token", token };
      }
    }
    return this.#pagesFetched >= maxPages ? { reason: "too many pages" } : undefined;
  }

  /** Whether nothing is left to resume: behind a repeated token there may be, unless the user said that it ends the walk. */
  #isEnd(ending: Ending | undefined): boolean {
    return (
      ending?.reason === "complete" || (ending?.reason === "repeated token" && this.#plan.onRepeatedToken === "stop")
    );
  }

  /** Whether the token was seen before in this chunk. */
  #remember(token: unknown): boolean {
    return token !== undefined && this.#memory.isRepeat(token);
  }
}

const COMPLETE: Ending = { reason: "complete" };

// "" ends the walk as undefined does: the service has answered both.
function isNoToken(token: unknown): boolean {
  return token === undefined || token === null || token === "";
}
