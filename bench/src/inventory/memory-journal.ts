import type { Journal, Step } from "@rekognition-rx/inventory";

/** A journal that keeps its steps in memory. The cost of another journal is what it takes beyond this one. */
export function memoryJournal(): Journal {
  const kept: Step[] = [];
  return {
    append(step) {
      kept.push(step);
      return Promise.resolve();
    },
    async *steps() {
      yield* kept;
    },
  };
}
