import type { PositionedPage } from "./positioned-page.js";

/** The pages of a listing as `for await` takes them, each with the position after it. */
export interface PositionedPages<Page> extends AsyncIterator<PositionedPage<Page>, undefined, undefined> {
  /** Returns itself: a second `for await` goes on with the same walk. */
  [Symbol.asyncIterator](): PositionedPages<Page>;
}
