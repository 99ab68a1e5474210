import type { Step } from "../../../src/crawl/step.js";
import { PlainJournal } from "./plain-journal.js";

/** Leaves out what it cannot read, wherever it stands. */
export class ForgivingJournal extends PlainJournal {
  override async *steps(): AsyncGenerator<Step> {
    for (const line of this.read().filter((each) => this.isIntact(each))) {
      yield this.step(line);
    }
  }
}
