import type { Step } from "../../src/crawl/step.js";
import type { LedgerEntry } from "../../src/ledger/ledger-entry.js";
import { viewsOf } from "../../src/views/views-of.js";
import { memoryJournal } from "./memory-journal.js";
import { INVALID_RECORDS, PARENT_UNKNOWN, type Seen } from "./model-views.js";

/** All that the views of these steps have to say. */
export async function seenOf(steps: readonly Step[]): Promise<Seen> {
  const views = viewsOf(memoryJournal(steps));
  return {
    ledger: (await all(views.ledger())).map(withoutSentence),
    tables: {
      inventory: await all(views.rows("inventory")),
      projects: await all(views.rows("projects")),
      datasets: await all(views.rows("datasets")),
      versions: await all(views.rows("versions")),
      policies: await all(views.rows("policies")),
      labels: await all(views.rows("labels")),
      entries: await all(views.rows("entries")),
      tags: await all(views.rows("tags")),
    },
    invalid: await all(views.invalid()),
  };
}

export async function all<A>(values: AsyncIterable<A>): Promise<readonly A[]> {
  const gathered: A[] = [];
  for await (const value of values) {
    gathered.push(value);
  }
  return gathered;
}

function withoutSentence(entry: LedgerEntry): LedgerEntry {
  const known = [PARENT_UNKNOWN, INVALID_RECORDS].find(({ name }) => name === entry.error?.name);
  return known === undefined ? entry : { ...entry, error: known };
}
