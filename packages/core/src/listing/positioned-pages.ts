import type { PositionedPage } from "./positioned-page.js";

/** The pages of a listing as `for await` takes them, each with the position after it. */
export interface PositionedPages<Page> extends AsyncIterator<PositionedPage<Page>, undefined, undefined> {
  [Symbol.asyncIterator](): PositionedPages<Page>;
}
