/** Where a nested walk stands: what is in the `NextToken` of its pages. */
export interface EachPosition {
  /** Where the parents' listing asks for the first page that has a parent which is not done; its own start where left out. */
  readonly parents?: string | undefined;
  /** Digests of the parents from there on that are done. */
  readonly done: readonly string[];
  /** The children that are open. */
  readonly open: readonly OpenPosition[];
}

/** Where a child stands: the digest of its parent, its resume token, and its operation where that is known. */
export type OpenPosition = readonly [parent: string, resumeToken: string, operation?: string];

/** @throws TypeError for what is no position, though it stands in a token that is whole. */
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
