import { expect, test } from "vitest";
import { changesBetween } from "../../src/changes/changes-between.js";
import type { Step } from "../../src/crawl/step.js";
import type { Journal } from "../../src/journal/journal.js";
import { liveHeap } from "../support/live-heap.js";
import { memoryJournal } from "../support/memory-journal.js";
import { project, run, step } from "../support/steps.js";

test("of the later run, changesBetween holds no more than what is another", async () => {
  const same = await growth("CREATED");
  const another = await growth("DELETING");
  // A row is some 400 bytes.
  expect(another).toBeGreaterThan(4_000_000);
  expect(same).toBeLessThan(1_000_000);
});

/** Bytes that the rows of the later run add to those of the earlier one. */
async function growth(status: string): Promise<number> {
  const heap: number[] = [];
  const before = measured("CREATED", heap);
  const after = measured(status, heap);
  for await (const _ of changesBetween(before, after, { tables: ["projects"] })) {
    break;
  }
  const [earlier = 0, both = 0] = heap;
  return both - earlier;
}

function measured(status: string, heap: number[]): Journal {
  let readings = 0;
  return {
    ...memoryJournal([]),
    async *steps() {
      readings += 1;
      try {
        yield* manyProjects(200, status);
      } finally {
        // Nobody asks whether there is a step after the last. The first time, it is read for its ledger.
        if (readings === 2) {
          heap.push(liveHeap());
        }
      }
    },
  };
}

function* manyProjects(pages: number, status: string): Generator<Step> {
  yield run();
  for (let page = 1; page <= pages; page += 1) {
    yield step({
      pages: page,
      records: Array.from({ length: 100 }, (_, index) => project(`p-${page}-${index}`, { status })),
      outcome: page === pages ? "complete" : null,
    });
  }
}
