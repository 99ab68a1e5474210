/** The position of a nested walk: the content of the `NextToken` of its pages. */
export interface EachPosition {
  /**
   * The resume token of the parents' listing at the first page that has a parent which is not done. Left out for the
   * listing's own start.
   */
  readonly parents?: string | undefined;
  /** Digests of the parents that are done, from there on. */
  readonly done: readonly string[];
  /** The children that are open. */
  readonly open: readonly OpenPosition[];
}

/** The position of a child: the digest of its parent, its resume token, and its operation if that is known. */
export type OpenPosition = readonly [parent: string, resumeToken: string, operation?: string];

/** @throws TypeError for a value that is not a position, although its token is a valid resume token. */
export function asPosition(position: unknown): EachPosition {
  if (position === undefined) {
    return { done: [], open: [] };
  }
  if (!isPosition(position)) {
    throw new TypeError("walkEach: the resume token has no position of a nested walk in it");
  }
  return position;
}

function isPosition(value: unknown): value is EachPosition {
  const { parents, done, open } = (value ?? {}) as Partial<Record<keyof EachPosition, unknown>>;
  return (
    (parents === undefined || typeof parents === "string") &&
    Array.isArray(done) &&
    done.every((key) => typeof key === "string") &&
    Array.isArray(open) &&
    open.every(
      (child) =>
        Array.isArray(child) && [2, 3].includes(child.length) && child.every((member) => typeof member === "string"),
    )
  );
}
