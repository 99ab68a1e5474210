/** A page, and where its walk stood after it. */
export interface PositionedPage<Page> {
  readonly page: Page;
  /** For `resumeFrom`: what comes after this page. */
  readonly resumeToken: string;
}
