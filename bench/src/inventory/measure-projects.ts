import { join } from "node:path";
import type { EmulatorProcess } from "../harness/emulator-process.js";
import { runInProcess } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";
import type { CrawlFigures } from "./crawl-figures.js";
import { runCrawl, UNPACED } from "./run-crawl.js";
import { PLACES } from "./size.js";
import { startService } from "./start-service.js";
import type { ViewsFigures } from "./views-contestant.js";

/** Memory, and how cost grows with the number of projects. @param projects - of a place, in rising order. */
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
  readonly inMemory: CrawlFigures;
  readonly views: ViewsFigures;
}

async function roundsOf(service: EmulatorProcess, journal: string): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < 3; round += 1) {
    const all = { depth: "projects", targets: PLACES, rate: UNPACED } as const;
    const crawl = await runCrawl({ ...all, journal }, service);
    const views = (await runInProcess(new URL("views-contestant.js", import.meta.url), [journal])) as ViewsFigures;
    rounds.push({ crawl, views, inMemory: await runCrawl(all, service) });
  }
  return rounds;
}

/** The greatest size against a tenth of it. */
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
      `${PLACES} targets, depth projects, without a quota; the most that a process ever had, each in one of its own. ` +
      "The first row keeps its steps, to show that the measure finds it.",
    rows: rowsOf(
      new Map([
        ["crawlTo a journal in memory", more(({ inMemory }) => inMemory.peak)],
        ["crawlTo a fileJournal", more(({ crawl }) => crawl.peak)],
        ["writeViews", more(({ views }) => views.peak)],
      ]),
      { "crawlTo a fileJournal": flat, writeViews: flat },
      false,
    ),
  };
}

function growthOf(sizes: readonly SizeFigures[]): readonly Measured[] {
  const setup = `projects of ${PLACES} targets, two datasets each, depth projects, without a quota.`;
  const grow = (what: string, unit: string, of: (round: Round) => number): Measured => ({
    name: `growth: projects of an inventory, ${what}`,
    unit,
    setup,
    rows: rowsOf(new Map(sizes.map(({ projects, rounds }) => [String(projects), rounds.map(of)])), {}),
  });
  return [
    grow("crawl", "s of CPU", ({ crawl }) => crawl.cpuSeconds),
    grow("views", "s of CPU", ({ views }) => views.cpuSeconds),
    grow("memory of the crawl", "MB at most", ({ crawl }) => crawl.peak),
    grow("memory of the views", "MB at most", ({ views }) => views.peak),
    grow("journal", "MB", ({ crawl }) => crawl.journalSize),
  ];
}
