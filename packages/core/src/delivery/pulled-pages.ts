import { type Consumer, Delivery, type Fetched, type Outcome } from "./delivery.js";
import type { ListingSetup } from "./listing-setup.js";
import type { Place } from "../walk/place.js";
import { resumeTokenOf } from "../walk/resume-token.js";
import type { Ending } from "../walk/walk.js";
import { yieldToSocket } from "./yield-to-socket.js";

/**
 * The pages of a walk for `for await`: asked for when the consumer calls `next`, and at most `prefetch` pages ahead.
 *
 * A page counts as done with when the consumer comes back for the next one,
 * so that a checkpoint never runs ahead of the work.
 */
export class PulledPages<Page, Value = Page> implements AsyncIterableIterator<Value, undefined, undefined> {
  readonly #setup: ListingSetup<Page>;
  readonly #delivery: Delivery<Page>;
  readonly #valueOf: (fetched: Fetched<Page>) => Value;
  readonly #waiting: Waiting<Value>[] = [];
  /** Fetched and not yet delivered. */
  readonly #ready: Fetched<Page>[] = [];
  /** Delivered, and not yet done with. */
  readonly #held: Fetched<Page>[] = [];
  /** Done with, and not yet reported. */
  readonly #done: Fetched<Page>[] = [];
  #calls = 0;
  /** How many pages may be asked for, without `prefetch`: the calls of `next`, read once all done pages are reported. */
  #wanted = 0;
  #requests = 0;
  #inFlight = false;
  #pumping = false;
  #reporting = false;
  #yielding = false;
  /** The number of the last request that was given time to reach the socket. */
  #yieldedFor = 0;
  /** How the walk ends after the last page that is ready, if it ends there. */
  #ending: Ending | undefined;
  /** Whether the walk is ending for the consumer: a checkpoint of its end may still be awaited. */
  #isEnding = false;
  /** Whether the walk is complete, and its last pages were not done with when it ended: several calls waited at once. */
  #isEndHeld = false;
  /** After the last page that was delivered; `undefined` if nobody asks for positions. */
  #place: Place | undefined;
  /** Set once the walk is over for the consumer. An error in it has not yet been given to any call of `next`. */
  #outcome: Outcome | undefined;

  /** @param valueOf - makes what the consumer is given for a page. */
  constructor(setup: ListingSetup<Page>, valueOf: (fetched: Fetched<Page>) => Value) {
    const consumer: Consumer<Page> = {
      page: (fetched, ending) => this.#take(fetched, ending),
      noPage: (ending) => this.#take(undefined, ending),
      end: (outcome) => this.#finish(outcome),
    };
    this.#delivery = new Delivery(setup, consumer);
    this.#setup = setup;
    this.#place = setup.start;
    this.#valueOf = valueOf;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The position after the last page that was delivered, and after the end once the walk is complete. */
  get resumeToken(): string | undefined {
    return this.#place === undefined ? undefined : resumeTokenOf(this.#place, this.#setup.plan);
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    // All inside the promise, so that any error is a rejection, as with any async iterator.
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#calls += 1;
      // The consumer is back: it is done with what it was given before.
      this.#done.push(...this.#held.splice(0));
      this.#delivery.begin();
      this.#answerOrPump();
    });
  }

  return(): Promise<IteratorResult<Value, undefined>> {
    return new Promise((resolve) => {
      this.#leave();
      resolve(DONE);
    });
  }

  throw(error?: unknown): Promise<IteratorResult<Value, undefined>> {
    return new Promise((_, reject) => {
      reject(error);
      this.#leave();
    });
  }

  #leave(): void {
    // A page at which the consumer leaves is not done with.
    this.#held.length = 0;
    try {
      this.#delivery.leave();
    } finally {
      this.#finish({ error: undefined });
    }
  }

  #take(fetched: Fetched<Page> | undefined, ending: Ending | undefined): void {
    this.#inFlight = false;
    if (fetched !== undefined) {
      this.#ready.push(fetched);
    }
    this.#ending = ending;
    this.#pump();
  }

  #answerOrPump(): void {
    if (this.#outcome === undefined) {
      this.#pump();
    } else {
      // Pages that were done with before the end are still reported, and nothing waits for their checkpoints.
      const last = this.#done.splice(0);
      for (const done of last) {
        this.#delivery.done(done, ignore);
      }
      if (last.length > 0 && this.#isEndHeld) {
        this.#delivery.reportEnd(ignore);
      }
      this.#answerWaiting(this.#outcome);
    }
  }

  /** Reports, asks and delivers what it can, until there is nothing to do but wait. */
  #pump(): void {
    if (this.#pumping) {
      return;
    }
    this.#pumping = true;
    while (this.#outcome === undefined && (this.#reportDone() || this.#askNext() || this.#deliverNext())) {
      // Each turn does one thing. With a recursion, a client that answers synchronously would fill the stack.
    }
    this.#pumping = false;
    if (this.#waiting.length === 0 && !this.#inFlight) {
      this.#delivery.rest();
    }
  }

  #reportDone(): boolean {
    const done = this.#reporting ? undefined : this.#done.shift();
    if (done === undefined) {
      return false;
    }
    this.#reporting = true;
    this.#delivery.done(done, () => {
      this.#reporting = false;
      this.#pump();
    });
    return true;
  }

  /** Whether every page that the consumer is done with was reported, and its checkpoint has settled. */
  get #reported(): boolean {
    return !this.#reporting && this.#done.length === 0;
  }

  #askNext(): boolean {
    if (this.#reported) {
      this.#wanted = this.#calls;
    }
    if (this.#inFlight || this.#ending !== undefined || this.#requests >= this.#wanted + this.#setup.prefetch) {
      return false;
    }
    this.#inFlight = true;
    this.#requests += 1;
    this.#delivery.fetch();
    return true;
  }

  #deliverNext(): boolean {
    const [waiting] = this.#waiting;
    if (waiting === undefined || this.#yielding || !this.#reported) {
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
    this.#held.push(fetched);
    this.#place = fetched.place;
    this.#delivery.delivered();
    waiting.resolve({ done: false, value: this.#valueOf(fetched) });
    return true;
  }

  #deliverEnding(): boolean {
    if (this.#ending === undefined || this.#isEnding) {
      return false;
    }
    this.#isEnding = true;
    if (this.#ending.reason === "complete") {
      this.#place = "end";
      this.#isEndHeld = this.#held.length > 0;
    }
    this.#delivery.finish(this.#ending);
    return true;
  }

  /** Lets a request that was sent ahead reach the socket before the consumer is given its page. */
  #yieldToSocket(): void {
    this.#yielding = true;
    this.#yieldedFor = this.#requests;
    yieldToSocket(() => {
      this.#yielding = false;
      this.#pump();
    });
  }

  #finish(outcome: Outcome): void {
    this.#outcome = outcome;
    this.#ready.length = 0;
    this.#answerWaiting(outcome);
  }

  /** The first waiting call gets the error, if there is one; if none waits, the next call. All others get the end. */
  #answerWaiting({ error }: Outcome): void {
    for (const [index, waiting] of this.#waiting.splice(0).entries()) {
      this.#outcome = { error: undefined };
      if (error !== undefined && index === 0) {
        waiting.reject(error.cause);
      } else {
        waiting.resolve(DONE);
      }
    }
  }
}

interface Waiting<Value> {
  readonly resolve: (result: IteratorResult<Value, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

function ignore(): void {}
