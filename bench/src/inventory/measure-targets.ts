import { join } from "node:path";
import { inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";
import type { CrawlFigures } from "./crawl-figures.js";
import { runCrawl, UNPACED } from "./run-crawl.js";
import { PLACES } from "./size.js";
import { startService } from "./start-service.js";

/** How cost grows with the number of targets. @param projects - the projects of each target. */
export async function measureTargets({
  projects,
  folder,
}: {
  readonly projects: number;
  readonly folder: string;
}): Promise<readonly Measured[]> {
  const service = await startService({ projects });
  try {
    const journal = join(folder, "targets.journal");
    const figures = await inShuffledRounds([1, 3, 10, 30, PLACES].map(String), 3, (count) =>
      runCrawl({ depth: "datasets", targets: Number(count), rate: UNPACED, journal }, service),
    );
    const grow = (what: string, unit: string, of: (figures: CrawlFigures) => number): Measured => ({
      name: `growth: targets of an inventory, ${what}`,
      unit,
      setup:
        `Along the axis: targets, of ${projects} projects with two datasets each; ` +
        "depth datasets, without a quota.",
      rows: rowsOf(new Map([...figures].map(([count, runs]) => [count, runs.map(of)])), {}),
    });
    return [
      grow("crawl", "s of CPU", ({ cpuSeconds }) => cpuSeconds),
      grow("memory", "MB at most", ({ peak }) => peak),
      grow("journal", "MB", ({ journalSize }) => journalSize),
    ];
  } finally {
    await service.stop();
  }
}
