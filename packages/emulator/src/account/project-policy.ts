import { createHash } from "node:crypto";
import type { Cursor } from "./cursor.js";

/** A policy of a project. It never changes: another revision is a new object in its place. */
export interface ProjectPolicy extends Cursor {
  readonly name: string;
  readonly document: string;
  readonly revisionId: string;
  readonly createdMs: number;
  readonly updatedMs: number;
}

/** Makes a policy, with a revision of its own if none is given. */
export function projectPolicy(
  fields: Omit<ProjectPolicy, "revisionId" | keyof Cursor> & {
    readonly revisionId?: string | undefined;
    /** The revision that it replaces. With it, a document that is put twice in one millisecond gets two revisions. */
    readonly predecessor?: string | undefined;
  },
): ProjectPolicy {
  const { name, document, createdMs, updatedMs, revisionId, predecessor } = fields;
  const ofContent = createHash("sha256")
    .update(JSON.stringify([name, document, updatedMs, predecessor]))
    .digest("hex")
    .slice(0, 32);
  return { name, document, createdMs, updatedMs, revisionId: revisionId ?? ofContent, rank: createdMs, id: name };
}
