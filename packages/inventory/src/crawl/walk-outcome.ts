/**
 * How a walk ended.
 *
 * - `complete`: every page was read. Only this allows a consumer to delete what it no longer sees.
 * - `partial`: it ended early, for another reason than those below, after a page or in an answer that is no page.
 * - `denied`, `throttled`: the service refused it, for good.
 * - `unsupported`: denied in a region where Custom Labels is not offered.
 * - `failed`: it ended before its first page, for any other reason.
 * - `gone`: what it is about was deleted meanwhile.
 * - `not-ready`: what it is about has nothing to list, since it could not be made, or is being made,
 *   changed or deleted.
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
