import type { Step } from "../../src/crawl/step.js";
import type { Journal } from "../../src/journal/journal.js";

/** A journal of these steps. */
export function memoryJournal(steps: Iterable<Step>): Journal {
  return {
    append: () => Promise.reject(new Error("this journal is read only")),
    async *steps() {
      yield* steps;
    },
  };
}
