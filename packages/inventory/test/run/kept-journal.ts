import type { Step } from "../../src/crawl/step.js";
import type { Journal } from "../../src/journal/journal.js";

/** A journal in memory. */
export class KeptJournal implements Journal {
  readonly kept: Step[] = [];

  append(step: Step): Promise<void> {
    this.kept.push(step);
    return Promise.resolve();
  }

  async *steps(): AsyncGenerator<Step, void, undefined> {
    yield* this.kept;
  }
}
