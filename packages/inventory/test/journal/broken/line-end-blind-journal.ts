import { PlainJournal } from "./plain-journal.js";

/** Takes all that has no line end for half a line, a whole line before a wrong character too. */
export class LineEndBlindJournal extends PlainJournal {
  override checkHalf(): void {}
}
