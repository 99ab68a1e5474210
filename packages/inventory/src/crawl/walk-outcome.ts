/**
 * How a walk ended.
 *
 * - `complete`: every page was read. Only this outcome allows a consumer to delete what it no longer sees.
 * - `partial`: it ended early, after a page or because of an unusable answer, for a reason that is none of those below.
 * - `denied`: AWS denied the operation.
 * - `throttled`: AWS throttled it until all attempts were used up.
 * - `unsupported`: denied, in a region of AWS where Custom Labels is not offered.
 * - `failed`: it ended before its first page, for any other reason.
 * - `gone`: the project, dataset or version that it asks about was deleted meanwhile.
 * - `not-ready`: what it asks about has nothing to list, because it could not be made, or is being made, changed or
 *   deleted.
 */
export type WalkOutcome =
  | "complete"
  | "denied"
  | "failed"
  | "gone"
  | "not-ready"
  | "partial"
  | "throttled"
  | "unsupported";

export const WALK_OUTCOMES: readonly WalkOutcome[] = [
  "complete",
  "partial",
  "denied",
  "unsupported",
  "throttled",
  "failed",
  "gone",
  "not-ready",
];
