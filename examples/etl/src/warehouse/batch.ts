import type { EntryRow } from "../walks/entry-row.js";
import type { ProjectRow } from "../walks/project-row.js";
import type { VersionRow } from "../walks/version-row.js";
import type { DeadLetter } from "./dead-letter.js";

/** The rows of some pages, which are committed together with the position after them. */
export class Batch {
  readonly projects: ProjectRow[] = [];
  readonly versions: VersionRow[] = [];
  readonly entries: EntryRow[] = [];
  readonly deadLetters: DeadLetter[] = [];
  pages = 0;

  get rows(): number {
    return this.projects.length + this.versions.length + this.entries.length;
  }

  /** Enough for one transaction. By pages too: a walk of small pages shall not lose minutes by a kill. */
  get isFull(): boolean {
    return this.pages >= MOST_PAGES || this.rows >= MOST_ROWS;
  }
}

const MOST_PAGES = 10;
const MOST_ROWS = 1_000;
