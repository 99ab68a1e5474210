/** No tags: one map that all resources without tags share. */
export const noTags: ReadonlyMap<string, string> = new Map();
