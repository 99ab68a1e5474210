import { ListingError } from "../errors/listing-error.js";
import { RepeatedTokenError } from "../errors/repeated-token-error.js";
import { TooManyPagesError } from "../errors/too-many-pages-error.js";
import { checkAnswer } from "../request/check-answer.js";
import { isNoToken } from "../request/is-no-token.js";
import type { PageRequest } from "../request/listing-config.js";
import { PageRequests } from "./page-requests.js";
import { digest } from "./digest.js";
import type { Place, RequestPlace } from "./place.js";
import { resumeTokenOf } from "./resume-token.js";
import { keyOf } from "./token-key.js";
import { TokenMemory } from "./token-memory.js";
import type { WalkPlan } from "./walk-plan.js";
import type { WalkRestarts } from "./walk-restarts.js";

/** What a walk reports of each request: exactly one of the two, or none if the walk is left before. */
export interface WalkObserver<Page> {
  /** A page came, and the walk's place is now after it. With an `ending`, no further page is asked for. */
  page(page: Page, ending: Ending | undefined): void;
  /** No page came, and none will. */
  end(ending: Ending): void;
}

/** Why no further page is asked for. */
export type Ending =
  | { readonly reason: "complete" }
  | { readonly reason: "repeated token"; readonly token: unknown }
  | { readonly reason: "too many pages" }
  | Failure;

/** The request failed for good. */
interface Failure {
  readonly reason: "failed";
  readonly cause: unknown;
}

/**
 * One walk over the pages of a listing: its place, and its memory of the tokens that it has seen.
 *
 * Each call of `fetch` asks for one page. When to call it is not decided here:
 * a subscription calls it again at once, a pull when its consumer wants the next page.
 */
export class Walk<Page> {
  readonly #plan: WalkPlan<Page>;
  readonly #observer: WalkObserver<Page>;
  readonly #requests: PageRequests<Page>;
  #restarts: WalkRestarts<Page> | undefined;
  #place: RequestPlace;
  #memory = new TokenMemory();
  #pagesFetched = 0;
  #isComplete = false;

  /** @param signals - the maker of the walk has to call `leave` when one of them aborts. */
  constructor(
    plan: WalkPlan<Page>,
    start: RequestPlace,
    observer: WalkObserver<Page>,
    signals: readonly AbortSignal[],
  ) {
    this.#plan = plan;
    this.#place = start;
    this.#observer = observer;
    this.#requests = new PageRequests<Page>(plan, signals, {
      page: (page) => this.#accept(page),
      end: () => this.#complete(),
      fail: (cause) => this.#fail(cause),
    });
    if (start.token !== undefined) {
      this.#memory.admit(start.token);
    }
  }

  /** Asks for the next page. The answer may come before this returns. */
  fetch(): void {
    this.#requests.send(this.#place, this.#request());
  }

  /** Aborts what is under way. Nothing is sent or reported afterwards. */
  leave(reason?: unknown): void {
    this.#requests.leave(reason);
  }

  /** The place of the walk now: after the last page that came. */
  get place(): Place {
    if (this.#isComplete) {
      return "end";
    }
    const outstanding = this.#restarts?.outstanding?.() ?? this.#place.outstanding ?? [];
    return outstanding.length === 0 ? this.#place : { ...this.#place, outstanding };
  }

  /** The error of an ending; `undefined` if the walk is complete. */
  endingError(ending: Ending, pagesDelivered: number): Error | undefined {
    const { operation, label, resource, maxPages } = this.#plan;
    const fields = { operation, label, resource, pagesDelivered };
    switch (ending.reason) {
      case "complete":
        return undefined;
      case "repeated token":
        return new RepeatedTokenError({ ...fields, token: ending.token });
      case "too many pages":
        return new TooManyPagesError({ ...fields, maxPages, resumeToken: resumeTokenOf(this.place, this.#plan) });
      case "failed":
        return new ListingError({
          ...fields,
          cause: ending.cause,
          resumeToken: resumeTokenOf(this.place, this.#plan),
          hasRestarts: this.#restarts !== undefined,
        });
    }
  }

  #request(): PageRequest {
    const { operation, resource, label } = this.#plan;
    return { operation, token: this.#place.token, index: this.#pagesFetched, resource, label };
  }

  #fail(cause: unknown): void {
    let final = cause;
    let restarts = false;
    try {
      restarts = this.#madeRestarts()?.tryRestart(cause, this.#request()) === true;
    } catch (thrown) {
      final = thrown;
    }
    if (this.#requests.left) {
      // The user's code that was just called has ended the walk.
      return;
    }
    if (restarts) {
      this.#restart();
      return;
    }
    try {
      this.#requests.leave();
    } finally {
      // A finalizer in `perRequest` may throw. rxjs reports that error, and the failure of the walk is reported here.
      this.#observer.end({ reason: "failed", cause: final });
    }
  }

  /** The request was answered without a page: there are no more pages. */
  #complete(): void {
    this.#isComplete = true;
    this.#requests.leave();
    this.#observer.end({ reason: "complete" });
  }

  /** Created lazily, so that an error thrown by the factory fails the walk like any other. */
  #madeRestarts(): WalkRestarts<Page> | undefined {
    return (this.#restarts ??= this.#plan.restarts?.({ outstanding: this.#place.outstanding ?? [], digest }));
  }

  /** Asks for the chunk's first page again, with an empty memory of tokens. */
  #restart(): void {
    try {
      this.#requests.drop();
    } finally {
      this.#place = { chunk: this.#place.chunk, token: undefined };
      this.#memory = new TokenMemory();
      // A finalizer of the request that was just dropped may have ended the walk.
      if (!this.#requests.left) {
        this.fetch();
      }
    }
  }

  #accept(page: Page): void {
    const { mayEndWithoutPage, maxPages } = this.#plan;
    if (mayEndWithoutPage && this.#pagesFetched >= maxPages) {
      // Here no page says that it is the last, so only the next page shows that there are too many.
      this.#requests.leave();
      this.#observer.end({ reason: "too many pages" });
      return;
    }
    let remainder = page;
    let ending: Ending | undefined;
    try {
      checkAnswer(this.#plan.operation, page);
      // Before the walk moves on: if this throws, the page is not delivered, and a resumed walk asks for it again.
      remainder = this.#madeRestarts()?.withoutDelivered(page) ?? page;
      ending = this.#advance(page);
    } catch (error) {
      this.#fail(error);
      return;
    }
    if (ending !== undefined) {
      this.#requests.leave();
    }
    this.#observer.page(remainder, ending);
  }

  /** Moves the walk's place from the page to what comes after it. */
  #advance(page: Page): Ending | undefined {
    const { end, maxPages, mayEndWithoutPage, onRepeatedToken } = this.#plan;
    const { chunk, token: asked } = this.#place;
    const token = this.#plan.tokenAfter(page);
    this.#pagesFetched += 1;
    let isLast = isNoToken(token) || (end === "same" && asked !== undefined && keyOf(token) === keyOf(asked));
    if (!isLast) {
      // Before the walk moves on: if the token cannot be compared, a resumed walk asks for this page again.
      const isNew = onRepeatedToken === "follow" || this.#memory.admit(token);
      if (!isNew && onRepeatedToken === "error") {
        this.#place = { chunk, token };
        return { reason: "repeated token", token };
      }
      isLast = !isNew;
    }
    if (!isLast) {
      this.#place = { chunk, token };
    } else if (chunk + 1 < this.#plan.chunks) {
      this.#place = { chunk: chunk + 1, token: undefined };
      this.#memory = new TokenMemory();
      this.#restarts = undefined;
    } else {
      this.#isComplete = true;
      return { reason: "complete" };
    }
    return this.#pagesFetched >= maxPages && !mayEndWithoutPage ? { reason: "too many pages" } : undefined;
  }
}
