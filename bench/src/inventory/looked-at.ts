import type { Journal } from "@rekognition-rx/inventory";
import type { Held } from "./held.js";

/** The same journal. The memory in use is measured as its steps are read. */
export function lookedAt(journal: Journal, held: Held): Journal {
  return {
    append: (step) => journal.append(step),
    async *steps() {
      for await (const step of journal.steps()) {
        held.look();
        yield step;
      }
    },
  };
}
