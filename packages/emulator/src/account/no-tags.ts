/** The tags of what has none: one map for all of a hundred thousand projects. */
export const noTags: ReadonlyMap<string, string> = new Map();
