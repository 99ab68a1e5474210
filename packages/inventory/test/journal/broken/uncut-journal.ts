import { PlainJournal } from "./plain-journal.js";

/** Goes on after a half line. */
export class UncutJournal extends PlainJournal {
  override cut(): void {}
}
