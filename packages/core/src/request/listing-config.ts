import type { Observable } from "rxjs";

/**
 * How a listing is walked. Reads like the configuration of the SDK's own paginators.
 */
export interface ListingConfig<Page, Command> {
  /**
   * Whatever sends the command: an SDK client of the service, or a double with a `send`, whose pages need no `$metadata`:
   * nothing here reads it.
   */
  readonly client: PageClient<Page | Omit<Page, "$metadata">, Command>;
  /** Items a page at most (`MaxResults`). The input's own value wins. More than the service takes is a RangeError at once. */
  readonly pageSize?: number | undefined;
  /** The token to start from. Wins over the input's own. */
  readonly startingToken?: string | undefined;
  /**
   * Wraps every page request: retry, rate limit, tracing, time-out.
   *
   * Must emit one page and complete. The page is delivered when it completes.
   */
  readonly perRequest?: PerRequest<Page> | undefined;
  /**
   * Called when a page is done with: in a subscription when its `next` has returned, in a pull when the consumer is
   * back for the next page. Not called for a page at which the consumer leaves (the last of a `take`, a `break`).
   *
   * A promise that it returns is awaited before the next page is handed out, and before completion; in a subscription,
   * and with `prefetch: 0`, before the next page is asked for, too. What it throws, or rejects with, ends the walk as it is,
   * without a `ListingError` around it. An abort does not wait for it.
   *
   * The position is plain JSON; `resumeFrom(position.resumeToken)` carries on after this page.
   * Where several calls of `next` wait at once, any of them that comes back reports all pages delivered:
   * take a position only from a walk that is pulled by one call after the other, as `for await` does.
   */
  readonly checkpoint?: Checkpoint | undefined;
  /**
   * Pages that are fetched ahead of a slow puller (`for await`, `processPages`). Subscriptions ignore it.
   *
   * @defaultValue 0
   */
  readonly prefetch?: number | undefined;
  /** Pages after which the walk is an error if there are more. To complete after n pages, use `take(n)`. */
  readonly maxPages?: number | undefined;
  /**
   * What a token that was seen before does: `"error"` errors with a `RepeatedTokenError`,
   * `"stop"` completes (the SDK's `stopOnSameToken`).
   *
   * @defaultValue "error"
   */
  readonly onRepeatedToken?: "error" | "stop" | undefined;
  /** Whose walk this is (`"111122223333 eu-west-1"`); carried by its errors. */
  readonly label?: string | undefined;
  /** Passed to every `send`. An `abortSignal` in it ends the walk as `signal` does. */
  readonly sendOptions?: SendOptions | undefined;
  /** Sees every command before it is sent and may give another, as in the SDK's paginators. */
  readonly withCommand?: ((command: Command) => Command | undefined) | undefined;
  /** Aborting it ends the walk with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a listing needs of a client.
 *
 * A property and not a method, so that another service's client is a compile error.
 */
export interface PageClient<Page, Command> {
  readonly send: (command: Command, options?: SendOptions) => Promise<Page>;
}

/** Options of one `send`, as the SDK's clients take them. */
export interface SendOptions {
  readonly abortSignal?: AbortSignal;
  /** Milliseconds until the request fails with a `TimeoutError`; the SDK's own client only warns, `rekognitionClient` does it. */
  readonly requestTimeout?: number;
}

/** Called when a page is done with; a promise that it returns is awaited. See {@link ListingConfig.checkpoint}. */
export type Checkpoint = (position: ListingPosition) => unknown;

/** Wraps every page request of a listing. */
export type PerRequest<Page> = (page$: Observable<Page>, request: PageRequest) => Observable<Page>;

/** Which page a {@link PerRequest} is asked to wrap. */
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

/** Where a walk stands. Plain JSON: write it to a file and resume in another process. */
export interface ListingPosition {
  /** For `resumeFrom`. After the last page it is a marker that resumes to nothing. */
  readonly resumeToken: string;
  /** Pages delivered by this walk. */
  readonly pagesDelivered: number;
}
