import type { PositionedPage } from "./positioned-page.js";

/** The pages of a listing as `for await` takes them, each with the position after it. */
export interface PositionedPages<Page> extends AsyncIterator<PositionedPage<Page>, undefined, undefined> {
  /**
   * The position after the last page that was given, for `resumeFrom`; before the first page, the one at which the walk
   * began (`undefined` for page one). When the walk is complete, it is a marker: a walk that is resumed from it ends at
   * once.
   */
  readonly resumeToken: string | undefined;
  /** Returns itself: a second `for await` goes on with the same walk. */
  [Symbol.asyncIterator](): PositionedPages<Page>;
}
