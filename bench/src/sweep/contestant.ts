import { crawlTo, discoverTargets, fileJournal } from "@rekognition-rx/inventory";
import { sweepEngine } from "@rekognition-rx/sweep";
import { requireEmulator } from "../harness/require-emulator.js";
import { PageCosts } from "./page-costs.js";
import { DEPTH, discovery, RATE } from "./swept.js";

// One process, alone or one of several: prints how many pages it has read, and the CPU seconds that this took.

requireEmulator();
const [how = "", where = "", which = "", parts = ""] = process.argv.slice(2);
const costs = new PageCosts();
await (how === "alone" ? alone(where, [Number(which), Number(parts)]) : worker(where, which));
console.log(JSON.stringify(costs.end()));

/**
 * @param path - of the journal.
 * @param part - of the accounts.
 */
async function alone(path: string, part: readonly [number, number]): Promise<void> {
  const journal = fileJournal(path);
  const targets = discoverTargets(discovery(part));
  await crawlTo(journal, {
    targets,
    depth: DEPTH,
    rate: RATE,
    onStep: (step) => {
      if (step._tag === "Walk") {
        costs.page();
      }
    },
  });
  await journal.close();
}

async function worker(connectionString: string, run: string): Promise<void> {
  const sweep = await sweepEngine.open({ connectionString });
  await sweep.work({
    runId: run,
    stop: new AbortController().signal,
    onEvent: ({ what }) => {
      if (what === "step") {
        costs.page();
      }
    },
  });
  await sweep.close();
}
