import { crawlTo, discoverTargets, fileJournal } from "@rekognition-rx/inventory";
import { sweepEngine } from "@rekognition-rx/sweep";
import { requireEmulator } from "../harness/require-emulator.js";
import { DEPTH, discovery, RATE } from "./swept.js";

// One process, alone or one of several: prints how many pages it has read, and the CPU seconds that this took.

requireEmulator();
const [how = "", where = "", runId = ""] = process.argv.slice(2);
const before = process.cpuUsage();
const pages = how === "alone" ? await alone(where) : await worker(where, runId);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ pages, cpuSeconds: (user + system) / 1e6 }));

/** @param path - of the journal. */
async function alone(path: string): Promise<number> {
  const journal = fileJournal(path);
  let pages = 0;
  const targets = discoverTargets(discovery());
  await crawlTo(journal, {
    targets,
    depth: DEPTH,
    rate: RATE,
    onStep: (step) => {
      pages += step._tag === "Walk" ? 1 : 0;
    },
  });
  await journal.close();
  return pages;
}

async function worker(connectionString: string, run: string): Promise<number> {
  const sweep = await sweepEngine.open({ connectionString });
  let pages = 0;
  await sweep.work({
    runId: run,
    stop: new AbortController().signal,
    onEvent: ({ what }) => {
      pages += what === "step" ? 1 : 0;
    },
  });
  await sweep.close();
  return pages;
}
