import type { PageRequest } from "../request/listing-config.js";

/**
 * What one walk does when the service no longer accepts its token.
 *
 * Each walk has its own object, from its first page to its end, so that the object may remember what it has seen.
 * A walk over several chunks (`ProjectNames`) has one object per chunk, since it begins only the current chunk again.
 *
 * @see {@link withRestarts}
 */
export interface WalkRestarts<Page> {
  /**
   * Whether the walk begins again without a token, now that this request has failed.
   *
   * Called for every request that failed for good. If it throws, the walk fails with what it threw.
   *
   * @param request - the request that failed, as it was passed to `perRequest`.
   */
  readonly tryRestart: (cause: unknown, request: PageRequest) => boolean;
  /**
   * Returns the page without what was delivered before: a new page, or the same one.
   *
   * Called once for each page that came, in the order of the walk. If it throws, this page is not delivered: its request
   * has failed with what was thrown, and `tryRestart` is called.
   */
  readonly withoutDelivered: (page: Page) => Page;
  /**
   * The items that were delivered before the last restart and have not come again: one short text for each.
   *
   * They go into the walk's resume tokens, so that a resumed walk does not deliver these items a second time.
   * Leave this function out if nothing is remembered.
   */
  readonly outstanding?: (() => readonly string[]) | undefined;
}

/** Makes the {@link WalkRestarts} of one walk. */
export type MakeRestarts<Page> = (carried: CarriedOver) => WalkRestarts<Page>;

/** What {@link MakeRestarts} is given. */
export interface CarriedOver {
  /** The `outstanding` of the walk that is resumed: items that must not be delivered again. Empty for a new walk. */
  readonly outstanding: readonly string[];
  /** Shortens a key to 16 characters, for `outstanding`. */
  readonly digest: (key: string) => string;
}
