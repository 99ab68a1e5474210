import type { Step } from "../crawl/step.js";

/**
 * Where the steps of one run are kept, in the order in which they were appended. The steps of different walks may stand
 * in any order.
 */
export interface Journal {
  /**
   * Keeps a step. Resolves as it is written: the next page of its walk is asked for after that. Several may be under way.
   *
   * Rejects with an `OutputError` where it cannot be written.
   */
  append(step: Step): Promise<void>;
  /** What is in it, from the first step on; each call reads anew. */
  steps(): AsyncIterable<Step>;
  /** Takes it for this process, before the first `append`. Rejects where somebody else has it. */
  open?(): Promise<void>;
  /** What was appended is safe from a power cut. */
  sync?(): Promise<void>;
}
