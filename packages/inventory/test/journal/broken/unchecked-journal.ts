import { PlainJournal } from "./plain-journal.js";

/** Takes every line that is JSON for one that is as it was written. */
export class UncheckedJournal extends PlainJournal {
  override isIntact(line: Buffer): boolean {
    try {
      JSON.parse(line.toString());
      return true;
    } catch {
      return false;
    }
  }
}
