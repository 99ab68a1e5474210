/** A page of a child, and the parent of that child: what {@link walkEach} emits. */
export interface EachPage<Parent, Page> {
  readonly parent: Parent;
  readonly page: Page;
  /** The position after this page, for `resumeFrom`. */
  readonly NextToken: string;
}
