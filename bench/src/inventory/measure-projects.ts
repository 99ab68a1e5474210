import { join } from "node:path";
import type { EmulatorProcess } from "../harness/emulator-process.js";
import { runInProcess } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";
import type { CrawlFigures } from "./crawl-figures.js";
import { runCrawl, UNPACED } from "./run-crawl.js";
import { PLACES } from "./size.js";
import { startService } from "./start-service.js";
import type { ViewsFigures } from "./views-contestant.js";

/** Memory, and how cost grows with the number of projects. @param projects - numbers of projects per place, in rising order. */
export async function measureProjects({
  projects,
  folder,
}: {
  readonly projects: readonly number[];
  readonly folder: string;
}): Promise<readonly Measured[]> {
  const sizes: SizeFigures[] = [];
  for (const each of projects) {
    const service = await startService({ projects: each });
    try {
      sizes.push({ projects: PLACES * each, rounds: await roundsOf(service, join(folder, "projects.journal")) });
    } finally {
      await service.stop();
    }
    process.stderr.write(`  ${PLACES * each} projects\n`);
  }
  return [memoryOf(sizes), ...growthOf(sizes)];
}

interface SizeFigures {
  readonly projects: number;
  readonly rounds: readonly Round[];
}

interface Round {
  readonly crawl: CrawlFigures;
  readonly views: ViewsFigures;
  /** Megabytes in use at most, in runs of their own: measuring them costs time. */
  readonly held: { readonly inMemory: number; readonly crawl: number; readonly views: number };
}

async function roundsOf(service: EmulatorProcess, journal: string): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < 3; round += 1) {
    const all = { depth: "projects", targets: PLACES, rate: UNPACED } as const;
    const crawl = await runCrawl({ ...all, journal }, service);
    const views = await writeViewsOf(journal);
    const held = {
      inMemory: (await runCrawl(all, service, LOOKED_AT)).held,
      views: (await writeViewsOf(journal, LOOKED_AT)).held,
      crawl: (await runCrawl({ ...all, journal }, service, LOOKED_AT)).held,
    };
    rounds.push({ crawl, views, held });
  }
  return rounds;
}

async function writeViewsOf(journal: string, flags: readonly string[] = []): Promise<ViewsFigures> {
  return (await runInProcess(new URL("views-contestant.js", import.meta.url), [journal], { flags })) as ViewsFigures;
}

const LOOKED_AT = ["--expose-gc"] as const;

/** The memory of the greatest size, against a tenth of that size. */
function memoryOf(sizes: readonly SizeFigures[]): Measured {
  const many = sizes.at(-1);
  const few = sizes.at(-3);
  const more = (of: (round: Round) => number): readonly number[] =>
    (many?.rounds ?? []).map((round, at) => {
      const other = few?.rounds[at];
      return other === undefined ? Number.NaN : of(round) - of(other);
    });
  const flat = { of: "figure", atMost: 30 } as const;
  return {
    name: "inventory: memory",
    unit: `MB more at ${many?.projects} projects than at ${few?.projects}`,
    setup:
      `${PLACES} targets, depth projects, without a quota. The memory in use (heap and buffers) is read at every ` +
      "tenth step of the crawl, and at every fiftieth step of the views, after a garbage collection, and the highest " +
      "reading counts. Each run has a process of its own. The first row keeps its steps in memory, to show that the " +
      "measure finds such growth.",
    rows: rowsOf(
      new Map([
        ["crawlTo a journal in memory", more(({ held }) => held.inMemory)],
        ["crawlTo a fileJournal", more(({ held }) => held.crawl)],
        ["writeViews", more(({ held }) => held.views)],
      ]),
      { "crawlTo a fileJournal": flat, writeViews: flat },
      false,
    ),
  };
}

function growthOf(sizes: readonly SizeFigures[]): readonly Measured[] {
  const setup =
    `Along the axis: projects in ${PLACES} targets together, with two datasets each; ` +
    "depth projects, without a quota.";
  const grow = (what: string, unit: string, of: (round: Round) => number): Measured => ({
    name: `growth: projects of an inventory, ${what}`,
    unit,
    setup,
    rows: rowsOf(new Map(sizes.map(({ projects, rounds }) => [String(projects), rounds.map(of)])), {}),
  });
  return [
    grow("crawl", "s of CPU", ({ crawl }) => crawl.cpuSeconds),
    grow("views", "s of CPU", ({ views }) => views.cpuSeconds),
    grow("memory of the crawl", "MB in use at most", ({ held }) => held.crawl),
    grow("memory of the views", "MB in use at most", ({ held }) => held.views),
    grow("what the process of the crawl had", "MB at most", ({ crawl }) => crawl.peak),
    grow("what the process of the views had", "MB at most", ({ views }) => views.peak),
    grow("journal", "MB", ({ crawl }) => crawl.journalSize),
  ];
}
