import type { Observable } from "rxjs";

/**
 * One paginated AWS operation, seen as a stream of its pages.
 *
 * Subscribe to it, pipe it through operators, or pull it with `for await`.
 * Each subscription and each loop is a walk of its own, from the start; nothing is sent before.
 *
 * A subscription has no back-pressure. Where the consumer is slower than the service,
 * use `for await` or `processPages`: they ask for the next page when the consumer is ready for it.
 */
export interface Listing<Page, Token = string> extends Observable<Page> {
  /** A walk for `for await`. Said so, and not by `AsyncIterable`, whose further type parameters TypeScript 5.4 has not. */
  [Symbol.asyncIterator](): AsyncIterator<Page, undefined, undefined>;
  /**
   * The same listing from another place: the `resumeToken` of an error or of `checkpoint`.
   *
   * @param token - `undefined` starts at page one, whatever the configuration says.
   * @param overrides - a `signal` to use in place of the configuration's.
   */
  resumeFrom(token: Token | undefined, overrides?: ResumeOverrides): Listing<Page, Token>;
}

/** What a resumed walk may do otherwise than the walk that it carries on. */
export interface ResumeOverrides {
  readonly signal?: AbortSignal | undefined;
}
