import { onAbort } from "../request/on-abort.js";
import { abortedOf } from "../request/signals-of.js";
import type { Place } from "../walk/place.js";
import { resumeTokenOf } from "../walk/resume-token.js";
import { type Ending, Walk } from "../walk/walk.js";
import type { ListingSetup } from "./listing-setup.js";

/** Receives the pages. Nothing is called after `end`. */
export interface Consumer<Page> {
  /** A page was fetched. `ending` says why no other follows, if none does. */
  page(fetched: Fetched<Page>, ending: Ending | undefined): void;
  /** No page came, and none follows. */
  noPage(ending: Ending): void;
  /** The walk is over, for whatever reason; called once. */
  end(outcome: Outcome): void;
}

/** A page, and the place of the walk after it. The place is `undefined` if nobody asks for positions. */
export interface Fetched<Page> {
  readonly page: Page;
  readonly place: Place | undefined;
}

/** How a walk ended for its consumer. The thrown value is inside an object, since it may be `undefined`. */
export interface Outcome {
  readonly error: { readonly cause: unknown } | undefined;
}

/**
 * One walk and its consumer: how it begins, what ends it, and what is called when a page is done with.
 *
 * Only this class handles signals and checkpoints. A subscription and a pull differ in when they ask for a page,
 * and in what they do with it.
 */
export class Delivery<Page> {
  readonly #setup: ListingSetup<Page>;
  readonly #consumer: Consumer<Page>;
  readonly #stopListening: (() => void)[] = [];
  #walk: Walk<Page> | undefined;
  #pagesDelivered = 0;
  #pagesDone = 0;
  /** The place that the checkpoint was last called with. */
  #reported: Place | undefined;
  #over = false;

  constructor(setup: ListingSetup<Page>, consumer: Consumer<Page>) {
    this.#setup = setup;
    this.#consumer = consumer;
  }

  /** Whether the walk has ended, or was left. */
  get over(): boolean {
    return this.#over;
  }

  /** Begins the walk, or goes on with it after a {@link rest}. The walk may be over before it has begun. */
  begin(): void {
    if (this.#over || this.#stopListening.length > 0) {
      return;
    }
    const { signals } = this.#setup;
    const aborted = abortedOf(signals);
    if (aborted !== undefined) {
      this.#end({ error: { cause: aborted.reason } }, aborted.reason);
      return;
    }
    this.#walk ??= this.#newWalk();
    if (!this.#over) {
      for (const signal of signals) {
        this.#stopListening.push(onAbort(signal, () => this.#end({ error: { cause: signal.reason } }, signal.reason)));
      }
    }
  }

  /**
   * Stops listening to the signals until `begin` is called again: nobody waits for a page, and none is on its way.
   *
   * So a pull that is abandoned in the middle of a walk leaves no listener on a signal that lives longer.
   */
  rest(): void {
    for (const stop of this.#stopListening.splice(0)) {
      stop();
    }
  }

  /** `undefined` for a walk that ends before its first request. */
  #newWalk(): Walk<Page> | undefined {
    const { plan, start, signals, checkpoint, tellsPlaces } = this.#setup;
    if (start === "end") {
      this.#end({ error: undefined });
      return undefined;
    }
    if (start.outstanding !== undefined && plan.restarts === undefined) {
      this.#end({ error: { cause: needsRestarts(plan.operation) } });
      return undefined;
    }
    const walk = new Walk<Page>(
      plan,
      start,
      {
        page: (page, ending) => {
          this.#consumer.page(
            { page, place: checkpoint === undefined && !tellsPlaces ? undefined : walk.place },
            ending,
          );
        },
        end: (ending) => this.#consumer.noPage(ending),
      },
      signals,
    );
    return walk;
  }

  /** Asks for the next page. */
  fetch(): void {
    this.#walk?.fetch();
  }

  /** The consumer has been given a page. */
  delivered(): void {
    this.#pagesDelivered += 1;
  }

  /**
   * The consumer is done with a page: calls the checkpoint, awaits a promise that it returns, and calls `go`.
   *
   * Without a promise `go` is called at once. If the walk ends in the meantime, `go` is not called.
   */
  done({ place }: Fetched<Page>, go: () => void): void {
    this.#pagesDone += 1;
    this.#report(place, go);
  }

  #report(place: Place | undefined, go: () => void): void {
    const { plan, checkpoint } = this.#setup;
    if (checkpoint === undefined || place === undefined) {
      go();
      return;
    }
    this.#reported = place;
    const goOn = (): void => {
      if (!this.#over) {
        go();
      }
    };
    // The error is passed on as it is, without a ListingError around it: no request has failed.
    const fail = (cause: unknown): void => this.#end({ error: { cause } });
    let saved: unknown;
    let isPending: boolean;
    try {
      // Only the place before the first page has no resume token, and this place is after a page.
      const resumeToken = resumeTokenOf(place, plan) ?? "";
      saved = checkpoint({ resumeToken, pagesDelivered: this.#pagesDone });
      isPending = isPromiseLike(saved);
    } catch (error) {
      fail(error);
      return;
    }
    if (isPending) {
      Promise.resolve(saved).then(goOn, fail);
    } else {
      goOn();
    }
  }

  /**
   * Ends for the consumer as the walk has ended: with the error of the ending, if there is one. If the walk is complete,
   * and every page is done with, the end is reported first.
   */
  finish(ending: Ending): void {
    const end = (): void => {
      const error = this.#walk?.endingError(ending, this.#pagesDelivered);
      this.#end({ error: error === undefined ? undefined : { cause: error } });
    };
    if (ending.reason === "complete" && this.#pagesDone === this.#pagesDelivered) {
      this.reportEnd(end);
    } else {
      end();
    }
  }

  /** Calls the checkpoint with the end of the walk, if no page has said that it is the last. */
  reportEnd(go: () => void): void {
    this.#report(this.#reported === "end" ? undefined : "end", go);
  }

  /** The consumer leaves: what is under way is aborted, and nothing is called from now on. */
  leave(): void {
    this.#close(undefined);
  }

  #end(outcome: Outcome, reason?: unknown): void {
    if (this.#over) {
      return;
    }
    try {
      this.#close(reason);
    } finally {
      // A finalizer in `perRequest` may throw. rxjs reports that error, and the end of the walk is reported here.
      this.#consumer.end(outcome);
    }
  }

  #close(reason: unknown): void {
    this.#over = true;
    this.rest();
    this.#walk?.leave(reason);
  }
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

function needsRestarts(operation: string): TypeError {
  return new TypeError(
    `${operation}: this resume token comes from a walk that restartOnExpiredToken began again, and lists items that ` +
      `were already delivered; put restartOnExpiredToken() on the resumed listing, too`,
  );
}
