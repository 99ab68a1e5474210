import { join } from "node:path";
import { runInProcess } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";
import type { Target } from "../harness/target.js";
import type { CrawlFigures } from "./crawl-figures.js";
import { runCrawl } from "./run-crawl.js";
import { AT_A_TIME, idealSeconds, PLACES, QUOTA, recordsIn, requestsFor } from "./size.js";
import { startService } from "./start-service.js";

/** One run each: a run takes minutes, and the quota decides its time. */
export async function measureTime({
  projects,
  folder,
}: {
  readonly projects: number;
  readonly folder: string;
}): Promise<readonly Measured[]> {
  const ours = await onService(projects, (service) =>
    runCrawl(
      { depth: "datasets", targets: PLACES, rate: QUOTA.ratePerSecond, journal: join(folder, "time.journal") },
      service,
    ),
  );
  process.stderr.write(`  crawlTo: ${JSON.stringify(ours)}\n`);
  const team = await onService(
    projects,
    async (service) =>
      (await runInProcess(new URL("team-contestant.js", import.meta.url), [String(PLACES)], service)) as CrawlFigures,
  );
  process.stderr.write(`  the SDK: ${JSON.stringify(team)}\n`);

  const rows = (of: (figures: CrawlFigures) => number, target?: Target): Measured["rows"] =>
    rowsOf(
      new Map([
        [OURS, [of(ours)]],
        [TEAM, [of(team)]],
      ]),
      target === undefined ? {} : { [OURS]: target },
      false,
    );
  const ideal = idealSeconds(projects);
  const setup =
    `${PLACES} targets (10 accounts, 11 regions) with ${projects} projects each, two datasets per project, ` +
    `depth datasets: ${requestsFor(projects, PLACES)} requests. The quota is ${QUOTA.ratePerSecond} requests per ` +
    "second for each account, region and operation; " +
    "with the service's own 5 the crawl would take nearly twice as long.";
  const inBoth =
    `${setup} The SDK's row is the program that a team would write: ` +
    "paginators, standard retries, and Promise.all over targets and datasets.";
  return [
    {
      name: "inventory: time",
      unit: "of the ideal time",
      setup:
        `${setup} The ideal time is ${ideal.toFixed(1)} s: the number of requests that one operation makes about ` +
        `datasets, divided by ${AT_A_TIME} targets at a time (the default) x ${QUOTA.ratePerSecond} per second. ` +
        "The other operation has a quota of its own and runs at the same time. " +
        "The SDK's program asks all targets at once, and loses most of the records.",
      rows: rows(({ seconds }) => seconds / ideal, { of: "figure", atMost: 1.05 }),
    },
    {
      name: "inventory: records lost",
      unit: `of ${recordsIn(projects, PLACES)} projects, statistics and labels`,
      setup: inBoth,
      rows: rows(({ records }) => Math.abs(recordsIn(projects, PLACES) - records), { of: "figure", atMost: 0 }),
    },
    {
      name: "inventory: requests throttled",
      unit: "% of those sent",
      setup: inBoth,
      rows: rows(({ requests, throttles }) => (100 * throttles) / requests, { of: "figure", atMost: 1 }),
    },
  ];
}

/** A new service each time: its buckets are full. */
async function onService(
  projects: number,
  run: (service: Awaited<ReturnType<typeof startService>>) => Promise<CrawlFigures>,
): Promise<CrawlFigures> {
  const service = await startService({ projects, ratePerSecond: QUOTA.ratePerSecond });
  try {
    return await run(service);
  } finally {
    await service.stop();
  }
}

const OURS = "crawlTo a fileJournal";
const TEAM = "the SDK's paginators and retries";
