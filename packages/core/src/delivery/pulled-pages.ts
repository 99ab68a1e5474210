import { type Consumer, Delivery, type Fetched, type Outcome } from "./delivery.js";
import type { ListingSetup } from "./listing-setup.js";
import type { Ending } from "../walk/walk.js";
import { yieldToSocket } from "./yield-to-socket.js";

/**
 * The pages of a walk for `for await`: asked for as the consumer comes for them, and at most `prefetch` beyond.
 *
 * A page that the consumer holds is taken as done with when the consumer is back for the next,
 * so that a checkpoint never runs ahead of the work.
 */
export class PulledPages<Page, Value = Page> implements AsyncIterableIterator<Value, undefined, undefined> {
  readonly #delivery: Delivery<Page>;
  readonly #prefetch: number;
  readonly #valueOf: (fetched: Fetched<Page>) => Value;
  readonly #waiting: Waiting<Value>[] = [];
  /** Fetched and not yet delivered. */
  readonly #ready: Fetched<Page>[] = [];
  /** Delivered, and not yet done with. */
  readonly #held: Fetched<Page>[] = [];
  /** Done with, and not yet reported. */
  readonly #done: Fetched<Page>[] = [];
  #calls = 0;
  /** Pages that the consumer may have, were it not for `prefetch`: its calls, once the pages before them are reported. */
  #wanted = 0;
  #requests = 0;
  #inFlight = false;
  #pumping = false;
  #reporting = false;
  #yielding = false;
  /** The last request that was given its time to reach the socket. */
  #yieldedFor = 0;
  /** What comes after the last page that is ready. */
  #ending: Ending | undefined;
  /** Set once the walk is over for the consumer; an error in it has not reached anybody yet. */
  #outcome: Outcome | undefined;

  /** @param valueOf - what the consumer is given of a page. */
  constructor(setup: ListingSetup<Page>, valueOf: (fetched: Fetched<Page>) => Value) {
    const consumer: Consumer<Page> = {
      page: (fetched, ending) => this.#take(fetched, ending),
      noPage: (ending) => this.#take(undefined, ending),
      end: (outcome) => this.#finish(outcome),
    };
    this.#delivery = new Delivery(setup, consumer);
    this.#prefetch = setup.prefetch;
    this.#valueOf = valueOf;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    // All of it inside: whatever throws is a rejection, as of any async iterator.
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
      // What was done with before the end is reported all the same, and nobody waits for it.
      for (const done of this.#done.splice(0)) {
        this.#delivery.done(done, () => undefined);
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
      // Each turn has done one thing; a client that answers at once would fill the stack by recursion.
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
    if (this.#inFlight || this.#ending !== undefined || this.#requests >= this.#wanted + this.#prefetch) {
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
    this.#delivery.delivered();
    waiting.resolve({ done: false, value: this.#valueOf(fetched) });
    return true;
  }

  #deliverEnding(): boolean {
    if (this.#ending === undefined) {
      return false;
    }
    this.#delivery.finish(this.#ending);
    return true;
  }

  /** Lets a request that was asked ahead get to the socket before the consumer has its page. */
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

  /** The first who waits gets the error, if there is one, or the next who comes; all others get the end. */
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
