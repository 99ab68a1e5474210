import type { PageRequest } from "../request/listing-config.js";

/**
 * What one walk does when the service does not take its token any more.
 *
 * A walk has one of its own, from its first page to its end: it may remember what it has seen.
 *
 * @see {@link withRestarts}
 */
export interface WalkRestarts<Page> {
  /**
   * Whether the walk begins again without a token, now that this request has failed.
   *
   * Asked of every request that failed for good. If it throws, the walk fails with what it threw.
   *
   * @param request - the request that failed, as `perRequest` was told of it.
   */
  readonly tryRestart: (cause: unknown, request: PageRequest) => boolean;
  /**
   * The page without what was delivered before. Called once for each page that came, in the order of the walk.
   *
   * Gives a new page, or the same. If it throws, the walk fails with what it threw, in front of this page.
   */
  readonly withoutDelivered: (page: Page) => Page;
}
