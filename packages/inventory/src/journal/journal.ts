import type { Step } from "../crawl/step.js";

/**
 * Keeps the steps of one run, in the order in which they were appended. The steps of different walks may be mixed in
 * any order.
 */
export interface Journal {
  /**
   * Keeps a step. Resolves when it is written: only then is the next page of its walk asked for. Several appends may be
   * under way.
   *
   * Rejects with an `OutputError` if it cannot be written.
   */
  append(step: Step): Promise<void>;
  /** The steps in it, from the first one on. Each call reads them again. */
  steps(): AsyncIterable<Step>;
  /** Takes the journal for this process, before the first `append`. Rejects if somebody else has it. */
  open?(): Promise<void>;
  /** Resolves when all that was appended is safe from a power cut. */
  sync?(): Promise<void>;
}
