import type { RunStep } from "../crawl/step.js";
import { fileJournal } from "../journal/file-journal.js";
import { UsageError } from "./usage-error.js";

/** The first step of a journal. */
export async function runIn(journal: string): Promise<RunStep> {
  for await (const step of fileJournal(journal).steps()) {
    if (step._tag === "Run") {
      return step;
    }
    break;
  }
  throw new UsageError(`${journal} has no run in it; begin one with: rekognition-inventory export`);
}
