import type { Journal } from "../../src/journal/journal.js";

/** A journal in a file, as the laws see it. */
export interface JournalSubject extends Journal {
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Makes one; nothing is touched by that. */
export type MakeJournal = (path: string) => JournalSubject;
