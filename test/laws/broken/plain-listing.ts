import { ListingError, type ListingPosition, RepeatedTokenError, TooManyPagesError } from "@rekognition-rx/core";
import { from, Observable, type Subscriber, Subscription } from "rxjs";
import type { FakeConfig } from "../../arbitraries/fake-service.js";
import { nextTokenShape } from "../../arbitraries/shape.js";
import type { AnyListing, Subject } from "../subject.js";

/**
 * A listing that obeys every law but the sixth: as short as it gets, one method a decision.
 *
 * The broken implementations each decide one thing wrongly, so that a law which fails on one of them
 * fails because of that and of nothing else. They keep every page of a walk (law 6), and list `NextToken` only.
 */
export class PlainListing extends Observable<object> implements AnyListing {
  readonly config: FakeConfig;
  readonly input: object;
  readonly start: string | undefined;

  constructor(config: FakeConfig, input: object = {}, start: string | undefined = startOf(config, input)) {
    super();
    this.config = config;
    this.input = input;
    this.start = start;
    // Set here and not given to super, which must not see `this`.
    Object.assign(this, { _subscribe: (subscriber: Subscriber<object>) => this.push(subscriber) });
  }

  get signal(): AbortSignal | undefined {
    return this.config.signal ?? this.config.sendOptions?.abortSignal;
  }

  [Symbol.asyncIterator](): AsyncIterator<object, undefined, undefined> {
    return this.pull();
  }

  resumeFrom(token: string | object | undefined): AnyListing {
    const Same = this.constructor as typeof PlainListing;
    return new Same(this.config, this.input, typeof token === "string" ? token : "");
  }

  push(subscriber: Subscriber<object>): void {
    const { signal } = this;
    if (signal?.aborted === true) {
      subscriber.error(signal.reason);
      return;
    }
    if (this.start === END) {
      subscriber.complete();
      return;
    }
    const controller = new AbortController();
    subscriber.add(() => controller.abort());
    if (signal !== undefined) {
      const stop = this.listen(signal, () => {
        controller.abort(signal.reason);
        subscriber.error(this.reasonOf(signal));
      });
      subscriber.add(stop);
    }
    void this.pushAll(subscriber, controller.signal);
  }

  async pushAll(subscriber: Subscriber<object>, signal: AbortSignal): Promise<void> {
    const walk = this.walk();
    while (!subscriber.closed) {
      let step: Step;
      try {
        step = await walk.fetch(signal);
      } catch (error) {
        this.fail(subscriber, this.failure(error, walk));
        return;
      }
      if (!subscriber.closed) {
        for (const page of step.pages) {
          subscriber.next(page);
        }
        walk.delivered += 1;
      }
      if (!subscriber.closed) {
        try {
          this.config.checkpoint?.(walk.positionBehind(step));
        } catch (error) {
          subscriber.error(error);
        }
      }
      if (step.ending !== undefined) {
        const error = walk.errorOf(step.ending);
        if (error === undefined) {
          subscriber.complete();
        } else {
          subscriber.error(error);
        }
      }
    }
  }

  fail(subscriber: Subscriber<object>, error: unknown): void {
    subscriber.error(error);
  }

  pull(): AsyncIterator<object, undefined, undefined> {
    return new PlainPull(this);
  }

  walk(): PlainWalk {
    return new PlainWalk(this, this.start === "" ? undefined : this.start);
  }

  /** The input of a request. */
  inputFor(token: string | undefined): object {
    const { NextToken: _, ...input } = this.input as { readonly NextToken?: unknown };
    const { pageSize } = this.config;
    const sized = pageSize === undefined ? input : { MaxResults: pageSize, ...input };
    return token === undefined ? sized : { ...sized, NextToken: token };
  }

  send(token: string | undefined, signal: AbortSignal): Promise<object> {
    const command = { input: this.inputFor(token) };
    return this.config.client.send(this.config.withCommand?.(command) ?? command, { abortSignal: signal });
  }

  /** One page, through `perRequest`. */
  request(token: string | undefined, index: number, signal: AbortSignal): Promise<readonly object[]> {
    const page$ = new Observable<object>((subscriber) => {
      const controller = new AbortController();
      let settled = false;
      Promise.resolve(this.send(token, controller.signal)).then(
        (page) => {
          settled = true;
          subscriber.next(page);
          subscriber.complete();
        },
        (error: unknown) => {
          settled = true;
          subscriber.error(error);
        },
      );
      return () => {
        if (!settled) {
          controller.abort(signal.reason);
        }
      };
    });
    return new Promise((resolve, reject) => {
      const pages: object[] = [];
      const { perRequest } = this.config;
      const wrapped =
        perRequest === undefined ? page$ : from(perRequest(page$, { operation: OPERATION, token, index }));
      const wanted = new Subscription(() => signal.removeEventListener("abort", abort));
      const abort = (): void => {
        wanted.unsubscribe();
        reject(signal.reason);
      };
      signal.addEventListener("abort", abort);
      const refuse = (error: unknown): void => {
        reject(error);
        wanted.unsubscribe();
      };
      const subscription = wrapped.subscribe({
        next: (page) => {
          pages.push(page);
          if (pages.length === 2 && !this.accepts(pages)) {
            refuse(new TypeError("perRequest emitted a second page"));
          }
        },
        error: refuse,
        complete: () => {
          if (this.accepts(pages)) {
            resolve(pages);
            wanted.unsubscribe();
          } else {
            refuse(
              new TypeError(
                `answered with ${pages.length === 1 ? JSON.stringify(pages[0]) : "perRequest completed without a page"}`,
              ),
            );
          }
        },
      });
      wanted.add(subscription);
      if (signal.aborted) {
        abort();
      }
    });
  }

  /** Whether `perRequest` may emit these. */
  accepts(pages: readonly object[]): boolean {
    return pages.length === 1 && typeof pages[0] === "object" && pages[0] !== null;
  }

  tokenOf(page: object | null | undefined): unknown {
    return (page as { readonly NextToken?: unknown }).NextToken;
  }

  /** Whether no page follows. */
  isLast(token: unknown, _page: object): boolean {
    return token === undefined || token === null || token === "";
  }

  /** Remembers the tokens of one walk; answers whether one was seen before. */
  memory(start: string | undefined): (token: string) => boolean {
    const seen = new Set([start]);
    return (token) => seen.has(token) || !seen.add(token);
  }

  failure(cause: unknown, walk: PlainWalk, resumeToken: string | undefined = walk.token): Error {
    const { label } = this.config;
    return new ListingError({
      operation: OPERATION,
      label,
      cause,
      resumeToken,
      pagesDelivered: walk.delivered,
    });
  }

  /** One listener on a signal, however many walks share it. */
  listen(signal: AbortSignal, callback: () => void): () => void {
    const callbacks = callbacksOf.get(signal) ?? new Set();
    callbacksOf.set(signal, callbacks);
    const shared = { run: callback };
    if (callbacks.size === 0) {
      removeOf.set(callbacks, dispatching(signal, callbacks));
    }
    callbacks.add(shared);
    return () => {
      if (callbacks.delete(shared) && callbacks.size === 0) {
        removeOf.get(callbacks)?.();
      }
    };
  }

  reasonOf(signal: AbortSignal): unknown {
    return signal.reason;
  }
}

/** The laws' subject for a broken listing. */
export function brokenSubject(name: string, Listing: typeof PlainListing): Subject {
  return {
    name,
    operation: OPERATION,
    shape: nextTokenShape("Things"),
    list: (config, input) => new Listing(config, input),
  };
}

/** A page, and what comes after it. */
export interface Step {
  /** One, unless `perRequest` was let through with more. */
  readonly pages: readonly object[];
  readonly next: string;
  readonly ending: Ending | undefined;
}

type Ending = "complete" | "repeated token" | "too many pages";

export class PlainWalk {
  readonly listing: PlainListing;
  token: string | undefined;
  delivered = 0;
  fetched = 0;
  over = false;
  readonly #isRepeat: (token: string) => boolean;

  constructor(listing: PlainListing, start: string | undefined) {
    this.listing = listing;
    this.token = start;
    this.#isRepeat = listing.memory(start);
  }

  async fetch(signal: AbortSignal): Promise<Step> {
    const { listing } = this;
    const pages = await listing.request(this.token, this.fetched, signal);
    const page = pages.at(-1) as object;
    this.fetched += 1;
    const token = listing.tokenOf(page);
    const ending = this.#endingBehind(token, page);
    this.over = ending !== undefined;
    const isEnd = ending === "complete" || (ending === "repeated token" && listing.config.onRepeatedToken === "stop");
    this.token = isEnd ? END : String(token);
    return { pages, next: this.token, ending };
  }

  positionBehind({ next }: Step): ListingPosition {
    return { resumeToken: next, pagesDelivered: this.delivered };
  }

  errorOf(ending: Ending): Error | undefined {
    const { maxPages = 0, onRepeatedToken, label } = this.listing.config;
    const fields = { operation: OPERATION, label, pagesDelivered: this.delivered };
    if (ending === "complete" || (ending === "repeated token" && onRepeatedToken === "stop")) {
      return undefined;
    }
    return ending === "repeated token"
      ? new RepeatedTokenError({ ...fields, token: this.token })
      : new TooManyPagesError({ ...fields, maxPages, resumeToken: this.token });
  }

  #endingBehind(token: unknown, page: object): Ending | undefined {
    if (this.listing.isLast(token, page)) {
      return "complete";
    }
    if (this.#isRepeat(String(token))) {
      return "repeated token";
    }
    return this.fetched >= (this.listing.config.maxPages ?? Number.POSITIVE_INFINITY) ? "too many pages" : undefined;
  }
}

/** The pages for `for await`: every step is a promise that waits for the one before it. */
export class PlainPull implements AsyncIterator<object, undefined, undefined> {
  readonly listing: PlainListing;
  readonly walk: PlainWalk;
  readonly steps: Promise<Step | undefined>[] = [];
  readonly controller: AbortController = new AbortController();
  calls = 0;
  #begun = false;
  #over = false;
  #held: Step[] = [];
  #done = 0;
  #ending: Ending | undefined;
  /** What the next call is to be answered, if nobody waits. */
  #unanswered: LastAnswer | undefined;
  #stopListening: (() => void) | undefined;
  readonly #waiting = new Set<Waiting>();

  constructor(listing: PlainListing) {
    this.listing = listing;
    this.walk = listing.walk();
  }

  next(): Promise<IteratorResult<object, undefined>> {
    this.#begin();
    for (const step of this.#held.splice(0)) {
      this.#done += 1;
      try {
        this.listing.config.checkpoint?.({ ...this.walk.positionBehind(step), pagesDelivered: this.#done });
      } catch (error) {
        this.finish({ error });
      }
    }
    return new Promise((resolve, reject) => {
      const waiting = { resolve, reject };
      this.#waiting.add(waiting);
      if (this.#over) {
        this.finish(this.#unanswered);
        return;
      }
      const call = this.calls;
      this.calls += 1;
      this.ask();
      this.steps[call]?.then(
        (step) => this.#deliver(waiting, step),
        (error: unknown) => {
          if (!this.#over) {
            this.finish({ error: this.listing.failure(error, this.walk) });
          }
        },
      );
    });
  }

  return(): Promise<IteratorResult<object, undefined>> {
    this.leave();
    return Promise.resolve(DONE);
  }

  throw(error: unknown): Promise<IteratorResult<object, undefined>> {
    this.leave();
    return Promise.reject(error);
  }

  /** What a consumer's `break` comes to. */
  leave(): void {
    this.#unanswered = undefined;
    this.finish(undefined);
  }

  /** Asks for what may be asked for: what the consumer has come for, and `prefetch` more. */
  ask(): void {
    const { prefetch = 0 } = this.listing.config;
    while (this.steps.length < this.calls + prefetch) {
      this.add();
    }
  }

  add(): void {
    const before = this.steps.at(-1) ?? Promise.resolve(undefined);
    const step = before.then(() =>
      this.#over || this.walk.over ? undefined : this.walk.fetch(this.controller.signal),
    );
    step.catch(() => {});
    this.steps.push(step);
  }

  /** The first who waits is given the error, if there is one, or the next who comes. */
  finish(answer: LastAnswer | undefined, reason?: unknown): void {
    this.#over = true;
    this.#unanswered = answer;
    this.#stopListening?.();
    this.controller.abort(reason);
    for (const { resolve, reject } of this.#waiting) {
      if (this.#unanswered === undefined) {
        resolve(DONE);
      } else {
        reject(this.#unanswered.error);
        this.#unanswered = undefined;
      }
    }
    this.#waiting.clear();
  }

  #begin(): void {
    const { signal } = this.listing;
    if (this.#begun) {
      return;
    }
    this.#begun = true;
    this.#over ||= this.listing.start === END || signal?.aborted === true;
    if (signal?.aborted === true) {
      this.#unanswered = { error: signal.reason };
    } else if (signal !== undefined && !this.#over) {
      this.#stopListening = this.listing.listen(signal, () => {
        this.finish({ error: this.listing.reasonOf(signal) }, signal.reason);
      });
    }
  }

  #deliver(waiting: Waiting, step: Step | undefined): void {
    if (!this.#waiting.has(waiting)) {
      return;
    }
    const [page] = step?.pages ?? [];
    if (step === undefined || page === undefined) {
      const error = this.#ending === undefined ? undefined : this.walk.errorOf(this.#ending);
      this.finish(error === undefined ? undefined : { error });
      return;
    }
    this.#waiting.delete(waiting);
    this.walk.delivered += 1;
    this.#held.push(step);
    this.#ending = step.ending;
    waiting.resolve({ done: false, value: page });
  }
}

interface Waiting {
  readonly resolve: (result: IteratorResult<object, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/** A box: what is answered may be undefined. */
interface LastAnswer {
  readonly error: unknown;
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };
const END = "\u0001 after the last page";
const OPERATION = "ListThings";

const callbacksOf = new WeakMap<AbortSignal, Set<{ readonly run: () => void }>>();
const removeOf = new WeakMap<object, () => void>();

/** On its own, so that what it makes holds nothing of the walk that came first. */
function dispatching(signal: AbortSignal, callbacks: ReadonlySet<{ readonly run: () => void }>): () => void {
  const dispatch = (): void => {
    for (const each of callbacks) {
      each.run();
    }
  };
  signal.addEventListener("abort", dispatch);
  return () => signal.removeEventListener("abort", dispatch);
}

function startOf(config: FakeConfig, input: object): string | undefined {
  return config.startingToken ?? (input as { readonly NextToken?: string }).NextToken;
}
