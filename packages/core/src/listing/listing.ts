import type { Observable } from "rxjs";

/**
 * One paginated AWS operation, seen as a stream of its pages.
 *
 * Subscribe to it, pipe it through operators, or pull it with `for await`.
 * Each subscription and each loop makes its own walk, from the start. Nothing is sent before that.
 *
 * A subscription has no back-pressure. If the consumer is slower than the service,
 * use `for await` or `processPages`: they ask for the next page when the consumer is ready for it.
 */
export interface Listing<Page, Token = string> extends Observable<Page> {
  /**
   * Makes a walk for `for await`.
   *
   * The method is declared here because `AsyncIterable` has only one type parameter in TypeScript 5.4.
   */
  [Symbol.asyncIterator](): AsyncIterator<Page, undefined, undefined>;
  /**
   * The same listing, begun at another place: at the `resumeToken` of an error or of `checkpoint`.
   *
   * @param token - `undefined` starts at page one, whatever the configuration says.
   * @param overrides - a `signal` that replaces the `signal` of the configuration. An `abortSignal` in `sendOptions`
   * stays in force.
   */
  resumeFrom(token: Token | undefined, overrides?: ResumeOverrides): Listing<Page, Token>;
}

/** What a resumed listing may have different from the listing that it comes from. */
export interface ResumeOverrides {
  /**
   * Aborting it ends the walk with its reason. It replaces the `signal` of the configuration, not the `abortSignal` of
   * `sendOptions`.
   */
  readonly signal?: AbortSignal | undefined;
}
