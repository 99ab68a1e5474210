import { onAbort } from "./on-abort.js";
import { type ListingSetup, positionBehind } from "./listing-setup.js";
import type { Place } from "../walk/place.js";
import { type Ending, Walk, type WalkObserver } from "../walk/walk.js";

/**
 * The pages of a walk for `for await`: asked for as the consumer comes for them, and at most `prefetch` beyond.
 *
 * A page that the consumer holds is taken as done with when it comes back for the next:
 * that is when `checkpoint` tells its position, so that a checkpoint never runs ahead of the work.
 */
export class PulledPages<Page> implements AsyncIterableIterator<Page, undefined, undefined> {
  readonly #setup: ListingSetup<Page>;
  readonly #stopListening: (() => void)[] = [];
  readonly #waiting: Waiting<Page>[] = [];
  /** Fetched and not yet delivered. */
  readonly #ready: Fetched<Page>[] = [];
  /** Delivered and not yet done with: the places behind those pages. */
  #held: Place[] = [];
  #walk: Walk<Page> | undefined;
  #calls = 0;
  #requests = 0;
  #pagesDelivered = 0;
  #pagesDone = 0;
  #inFlight = false;
  #pumping = false;
  #yielding = false;
  /** What comes behind the last page that is ready. */
  #ending: Ending | Failure | undefined;
  /** Set once the walk is over for the consumer; an error in it is still to be told. */
  #over: Over | undefined;

  constructor(setup: ListingSetup<Page>) {
    this.#setup = setup;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Page, undefined>> {
    // All of it inside: whatever throws is a rejection, as of any async iterator.
    return new Promise((resolve, reject) => {
      this.#begin();
      this.#reportDone();
      this.#waiting.push({ resolve, reject });
      if (this.#over === undefined) {
        this.#calls += 1;
        this.#pump();
      } else {
        this.#finish(this.#over);
      }
    });
  }

  return(): Promise<IteratorResult<Page, undefined>> {
    return new Promise((resolve) => {
      this.#finish({ error: undefined });
      resolve(DONE);
    });
  }

  throw(error?: unknown): Promise<IteratorResult<Page, undefined>> {
    return new Promise((_, reject) => {
      reject(error);
      this.#finish({ error: undefined });
    });
  }

  /** Cold: the walk begins with the first `next`. */
  #begin(): void {
    if (this.#walk !== undefined || this.#over !== undefined) {
      return;
    }
    const { plan, start, signals } = this.#setup;
    const aborted = signals.find((signal) => signal.aborted);
    if (aborted !== undefined) {
      this.#over = { error: { cause: aborted.reason } };
      return;
    }
    if (start === "end") {
      this.#over = { error: undefined };
      return;
    }
    const observer: WalkObserver<Page> = {
      page: (page, next, ending) => this.#take({ page, next }, ending),
      fail: (cause) => this.#take(undefined, { reason: "failed", cause }),
    };
    this.#walk = new Walk<Page>(plan, start, observer, signals);
    for (const signal of signals) {
      this.#stopListening.push(onAbort(signal, () => this.#finish({ error: { cause: signal.reason } }, signal.reason)));
    }
  }

  #take(fetched: Fetched<Page> | undefined, ending: Ending | Failure | undefined): void {
    this.#inFlight = false;
    if (fetched !== undefined) {
      this.#ready.push(fetched);
    }
    this.#ending = ending;
    this.#pump();
  }

  /** Asks for what may be asked for, then delivers what can be delivered, until there is nothing to do but wait. */
  #pump(): void {
    if (this.#pumping) {
      return;
    }
    this.#pumping = true;
    while (this.#over === undefined && (this.#askNext() || this.#deliverNext())) {
      // Each turn has done one thing; a client that answers at once would fill the stack by recursion.
    }
    this.#pumping = false;
  }

  #askNext(): boolean {
    const { prefetch } = this.#setup;
    if (this.#inFlight || this.#ending !== undefined || this.#requests >= this.#calls + prefetch) {
      return false;
    }
    this.#inFlight = true;
    this.#requests += 1;
    this.#walk?.fetch();
    return true;
  }

  #deliverNext(): boolean {
    const [waiting] = this.#waiting;
    if (waiting === undefined || this.#yielding) {
      return false;
    }
    const fetched = this.#ready[0];
    if (fetched === undefined) {
      return this.#deliverEnding();
    }
    if (this.#inFlight && this.#requests !== this.#yieldedFor) {
      this.#yieldToSocket();
      return false;
    }
    this.#ready.shift();
    this.#waiting.shift();
    this.#held.push(fetched.next);
    this.#pagesDelivered += 1;
    waiting.resolve({ done: false, value: fetched.page });
    return true;
  }

  #deliverEnding(): boolean {
    const ending = this.#ending;
    const walk = this.#walk;
    if (ending === undefined || walk === undefined) {
      return false;
    }
    const error =
      ending.reason === "failed"
        ? walk.failure(ending.cause, this.#pagesDelivered)
        : walk.errorOf(ending, this.#pagesDelivered);
    this.#finish({ error: error === undefined ? undefined : { cause: error } });
    return true;
  }

  /** The last request that was given its time to reach the socket. */
  #yieldedFor = 0;

  /**
   * Lets a request that was asked ahead get to the socket before the consumer has its page.
   *
   * Without it a consumer that computes without awaiting would hold the request back until it is done,
   * and nothing would overlap. The SDK needs two turns of the event loop to sign and to write.
   */
  #yieldToSocket(): void {
    this.#yielding = true;
    this.#yieldedFor = this.#requests;
    nextTurn(() =>
      nextTurn(() => {
        this.#yielding = false;
        this.#pump();
      }),
    );
  }

  /** The consumer is back: what it was given before, it has done with. */
  #reportDone(): void {
    const { plan, checkpoint } = this.#setup;
    const held = this.#held;
    this.#held = [];
    for (const next of held) {
      this.#pagesDone += 1;
      try {
        checkpoint?.(positionBehind(plan, next, this.#pagesDone));
      } catch (error) {
        this.#finish({ error: { cause: this.#walk?.failure(error, this.#pagesDone, next) } });
        return;
      }
    }
  }

  /** Ends the walk: the first who waits is told the error, if there is one; or the next who comes. */
  #finish(over: Over, reason?: unknown): void {
    this.#over = over;
    this.#ready.length = 0;
    for (const stop of this.#stopListening.splice(0)) {
      stop();
    }
    try {
      this.#walk?.close(reason);
    } finally {
      this.#answerWaiting();
    }
  }

  #answerWaiting(): void {
    for (const waiting of this.#waiting.splice(0)) {
      const error = this.#over?.error;
      this.#over = { error: undefined };
      if (error === undefined) {
        waiting.resolve(DONE);
      } else {
        waiting.reject(error.cause);
      }
    }
  }
}

interface Waiting<Page> {
  readonly resolve: (result: IteratorResult<Page, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

interface Fetched<Page> {
  readonly page: Page;
  /** The place behind the page. */
  readonly next: Place;
}

interface Failure {
  readonly reason: "failed";
  readonly cause: unknown;
}

interface Over {
  // A box: what was thrown may be undefined.
  readonly error: { readonly cause: unknown } | undefined;
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

// Taken once, so that fake timers of a test that walks a listing do not stop it.
const nextTurn: (callback: () => void) => void =
  typeof setImmediate === "function" ? setImmediate : (callback) => setTimeout(callback, 0);
