import type { PageRequest } from "../request/listing-config.js";

/**
 * What one walk does when the service does not take its token any more.
 *
 * A walk has one of its own, from its first page to its end: it may remember what it has seen.
 * A walk over several chunks (`ProjectNames`) has one for each of them, since it begins none but the one in hand again.
 *
 * @see {@link withRestarts}
 */
export interface WalkRestarts<Page> {
  /**
   * Begins the walk again without a token, now that this request has failed: `true` if it does.
   *
   * Called for every request that failed for good. If it throws, the walk fails with what it threw.
   *
   * @param request - the request that failed, as `perRequest` was given it.
   */
  readonly tryRestart: (cause: unknown, request: PageRequest) => boolean;
  /**
   * The page without what was delivered before. Called once for each page that came, in the order of the walk.
   *
   * Returns a new page, or the same. If it throws, the walk fails with what it threw, before this page.
   */
  readonly withoutDelivered: (page: Page) => Page;
  /**
   * What was delivered before the last restart and has not come again, in as many short texts; empty where that is nothing.
   *
   * It goes into the walk's resume tokens, so that a resumed walk does not deliver it a second time.
   * Left out by what remembers nothing.
   */
  readonly outstanding?: (() => readonly string[]) | undefined;
}

/** Makes what one walk needs that may begin again. */
export type MakeRestarts<Page> = (carried: CarriedOver) => WalkRestarts<Page>;

/** What a walk that may begin again is made with. */
export interface CarriedOver {
  /** Of the walk that it carries on: what must not be delivered when it comes. Empty for a new walk. */
  readonly outstanding: readonly string[];
  /** Makes a short text of a key (16 characters), for `outstanding`. */
  readonly digest: (key: string) => string;
}
