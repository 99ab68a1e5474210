import { stat } from "node:fs/promises";
import { crawlTo, type Depth, fileJournal } from "@rekognition-rx/inventory";
import { requireEmulator } from "../harness/require-emulator.js";
import type { CrawlFigures } from "./crawl-figures.js";
import { Held } from "./held.js";
import { memoryJournal } from "./memory-journal.js";
import { targets } from "./targets.js";

// One crawl, given as JSON: prints what it took.

/** What to crawl. */
export interface Crawl {
  readonly depth: Depth;
  readonly targets: number;
  /** Requests per second of each key. */
  readonly rate: number;
  /** The path of the journal. Without it, the journal is in memory. */
  readonly journal?: string;
}

requireEmulator();
console.log(JSON.stringify(await run(JSON.parse(process.argv[2] ?? "") as Crawl)));

async function run({ depth, targets: count, rate, journal: path }: Crawl): Promise<CrawlFigures> {
  const file = path === undefined ? undefined : fileJournal(path);
  const held = new Held(10);
  const sums = { records: 0, requests: 0, throttles: 0 };
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await crawlTo(file ?? memoryJournal(), {
    targets: targets(count),
    depth: [depth],
    rate,
    onStep: (step) => {
      held.look();
      if (step._tag === "Walk") {
        sums.records += step.records.length;
        sums.requests += step.requests;
        sums.throttles += step.throttles;
      }
    },
  });
  await file?.close();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    ...sums,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peak: process.resourceUsage().maxRSS / 1e3,
    held: held.most,
    journalSize: path === undefined ? 0 : (await stat(path)).size / 1e6,
  };
}
