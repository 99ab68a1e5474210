import { cores } from "../harness/cores.js";
import { inPairs } from "../harness/in-pairs.js";
import { type Measured, pairedRowsOf } from "../harness/table.js";
import type { Target } from "../harness/target.js";
import { BLOCK, requestsFor } from "./size.js";
import { startService } from "./start-service.js";

const TARGETS: Readonly<Record<string, Target>> = {
  "crawlTo a fileJournal": { of: "ratio", atMost: 1.25 },
};

/** CPU time per page, against the same client that only sends the same requests. */
export async function measureCpu(): Promise<Measured> {
  // On another core than the contestants, if there is one.
  const service = await startService({ projects: BLOCK.projects }, cores()[0]);
  try {
    const paired = await inPairs(
      ["client.send in a loop", "crawlTo a fileJournal", "paced walks"],
      new URL("contestant.js", import.meta.url),
      TARGETS,
      service.env,
    );
    return {
      name: "inventory: CPU a page",
      unit: "us of CPU",
      setup:
        `A block is an inventory of ${BLOCK.places} targets with ${BLOCK.projects} projects each, two datasets per ` +
        `project, depth datasets: ${requestsFor(BLOCK.projects, BLOCK.places)} pages, without a quota. ${paired.how} ` +
        "client.send in a loop sends the same requests without pacing or retries, those of one target and operation one " +
        "after the other. The paced walks are those of the crawl, by the same listings and clients, with the same pacing " +
        "and retries, and as many at a time. They keep nothing: from the answers they read only which datasets to ask " +
        "about. crawlTo also decodes, keeps every step in a file, and keeps a ledger.",
      rows: pairedRowsOf(paired, TARGETS),
    };
  } finally {
    await service.stop();
  }
}
