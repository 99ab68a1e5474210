/** A page, and the position of its walk after it. */
export interface PositionedPage<Page> {
  readonly page: Page;
  /** For `resumeFrom`, which carries on after this page. */
  readonly resumeToken: string;
}
