import type { Journal, Step } from "@rekognition-rx/inventory";

/** A journal that keeps its steps in memory: what another costs is what it costs beyond this one. */
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
