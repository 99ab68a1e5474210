import type { Observable } from "rxjs";

/**
 * How a listing is walked. It is like the configuration of the SDK's own paginators, with more options.
 */
export interface ListingConfig<Page, Command> {
  /**
   * Sends the commands: an SDK client of the service, or a test double with a `send`. The pages of a double need no
   * `$metadata`, since nothing here reads it.
   */
  readonly client: PageClient<Page | Omit<Page, "$metadata">, Command>;
  /**
   * The most items per page (`MaxResults`). A value in the input wins over it. A value that is larger than the service
   * accepts is a RangeError at once.
   */
  readonly pageSize?: number | undefined;
  /** The token to start from. It wins over a token in the input. */
  readonly startingToken?: string | undefined;
  /**
   * Wraps every page request: retry, rate limit, tracing, time-out.
   *
   * The Observable that it returns must emit one page and complete. The page is delivered when it completes.
   */
  readonly perRequest?: PerRequest<Page> | undefined;
  /**
   * Called when the consumer is done with a page: in a subscription when its `next` has returned, in a pull when the
   * consumer asks for the next page. Not called for the page at which the consumer leaves (the last of a `take`, a `break`).
   * A nested walk may learn only after its last page that it was the last: then it is called once more, with the end.
   *
   * If it returns a promise, the walk waits for it before it delivers the next page, and before it completes. In a
   * subscription, and with `prefetch: 0`, it also waits before it asks for the next page. If the checkpoint throws or
   * rejects, the walk ends with that error as it is, without a `ListingError` around it. An abort does not wait for it.
   *
   * The position is plain JSON; `resumeFrom(position.resumeToken)` carries on after this page.
   * If several calls of `next` wait at once, the next call reports all delivered pages as done. So use positions only if
   * each call of `next` waits for the one before, as in `for await`.
   */
  readonly checkpoint?: Checkpoint | undefined;
  /**
   * How many pages are fetched ahead of a slow pull (`for await`, `processPages`). Subscriptions ignore it.
   *
   * @defaultValue 0
   */
  readonly prefetch?: number | undefined;
  /**
   * The most pages that a walk delivers. If there are more, it ends with a `TooManyPagesError`.
   *
   * To complete after n pages, use `take(n)`.
   */
  readonly maxPages?: number | undefined;
  /**
   * What happens when a token comes again: `"error"` ends the walk with a `RepeatedTokenError`,
   * `"stop"` completes it (as the SDK's `stopOnSameToken` does).
   *
   * @defaultValue "error"
   */
  readonly onRepeatedToken?: "error" | "stop" | undefined;
  /** Says whose walk this is, such as `"111122223333 eu-west-1"`. Its errors have it, and `perRequest` is given it. */
  readonly label?: string | undefined;
  /** Passed to every `send`. An `abortSignal` in it ends the walk as `signal` does. */
  readonly sendOptions?: SendOptions | undefined;
  /** Called with every command before it is sent. It may return another one to send, as in the SDK's paginators. */
  readonly withCommand?: ((command: Command) => Command | undefined) | undefined;
  /** Aborting it ends the walk with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a listing needs of a client.
 *
 * `send` is a property and not a method, so that another service's client is a compile error.
 */
export interface PageClient<Page, Command> {
  /** Sends one command. The options always have an `abortSignal`: it aborts when the answer is no longer wanted. */
  readonly send: (command: Command, options?: SendOptions) => Promise<Page>;
}

/** Options of one `send`, as the SDK's clients take them. */
export interface SendOptions {
  /**
   * In `sendOptions`: aborting it ends the walk, or the single call, with its reason. In the options of a `send`: the
   * signal of this one request.
   */
  readonly abortSignal?: AbortSignal;
  /**
   * Milliseconds until the request fails with a `TimeoutError`. It does so with `rekognitionClient`; the SDK's own client
   * only prints a warning.
   */
  readonly requestTimeout?: number;
}

/** Called when a page is done with. The walk awaits a promise that it returns. See {@link ListingConfig.checkpoint}. */
export type Checkpoint = (position: ListingPosition) => unknown;

/** Wraps every page request of a listing. */
export type PerRequest<Page> = (page$: Observable<Page>, request: PageRequest) => Observable<Page>;

/** The page request that a {@link PerRequest} wraps. */
export interface PageRequest {
  /** The operation as AWS names it: `DescribeProjects`. */
  readonly operation: string;
  /** The token that will be sent; `undefined` for page one. */
  readonly token: unknown;
  /** The page's number in this walk, from 0. */
  readonly index: number;
  /** The ARN in the walk's input, if it has one: what the walk is about. */
  readonly resource?: string | undefined;
  /** The `label` of the listing. */
  readonly label?: string | undefined;
}

/** The position of a walk. It is plain JSON: write it to a file and resume in another process. */
export interface ListingPosition {
  /** For `resumeFrom`. After the last page it is a marker: a walk resumed from it ends at once. */
  readonly resumeToken: string;
  /** Pages delivered by this walk. A resumed walk counts from 0. */
  readonly pagesDelivered: number;
}
