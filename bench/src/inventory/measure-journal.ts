import { join } from "node:path";
import { inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";
import { runCrawl, UNPACED } from "./run-crawl.js";
import { PLACES, requestsFor } from "./size.js";
import { startService } from "./start-service.js";

/** The time that the file adds to a run that waits for nothing else. */
export async function measureJournal({
  projects,
  folder,
}: {
  readonly projects: number;
  readonly folder: string;
}): Promise<Measured> {
  const service = await startService({ projects });
  try {
    const figures = await inShuffledRounds(["in memory", "in a file"], 3, async (kind) => {
      const journal = kind === "in a file" ? { journal: join(folder, "share.journal") } : {};
      const { seconds } = await runCrawl({ depth: "datasets", targets: PLACES, rate: UNPACED, ...journal }, service);
      return seconds;
    });
    return {
      name: "inventory: the journal's share",
      unit: "s",
      setup:
        `${requestsFor(projects, PLACES)} requests to ${PLACES} targets, depth datasets, without a quota: ` +
        "the time that crawlTo takes with a journal in memory, and with a fileJournal.",
      rows: rowsOf(figures, { "in a file": { of: "ratio", atMost: 1.1 } }),
    };
  } finally {
    await service.stop();
  }
}
