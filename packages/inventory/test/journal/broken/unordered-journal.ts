import { setImmediate } from "node:timers/promises";
import type { Step } from "../../../src/crawl/step.js";
import { PlainJournal } from "./plain-journal.js";

/** Writes each step by itself: a short one overtakes a long one. */
export class UnorderedJournal extends PlainJournal {
  override async append(step: Step): Promise<void> {
    if (JSON.stringify(step).length > 200) {
      await setImmediate();
    }
    await super.append(step);
  }
}
