import { rm } from "node:fs/promises";
import type { EmulatorProcess } from "../harness/emulator-process.js";
import { runInProcess } from "../harness/run-in-process.js";
import type { Crawl } from "./crawl-contestant.js";
import type { CrawlFigures } from "./crawl-figures.js";

/** Crawls in a process of its own, into a journal that does not exist yet. */
export async function runCrawl(
  crawl: Crawl,
  service: EmulatorProcess,
  flags: readonly string[] = [],
): Promise<CrawlFigures> {
  if (crawl.journal !== undefined) {
    await rm(crawl.journal, { force: true });
  }
  const module = new URL("crawl-contestant.js", import.meta.url);
  return (await runInProcess(module, [JSON.stringify(crawl)], { ...service, flags })) as CrawlFigures;
}

/** More than any client and service can do: no request waits for a permit. */
export const UNPACED = 10_000;
