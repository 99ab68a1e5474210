import { cores } from "../harness/cores.js";
import { inPairs } from "../harness/in-pairs.js";
import { type Measured, pairedRowsOf } from "../harness/table.js";
import type { Target } from "../harness/target.js";
import { BLOCK, requestsFor } from "./size.js";
import { startService } from "./start-service.js";

const TARGETS: Readonly<Record<string, Target>> = {
  "crawlTo a fileJournal": { of: "ratio", atMost: 1.25 },
};

/** CPU time a page, against the same requests sent by the same client and nothing else. */
export async function measureCpu(): Promise<Measured> {
  // Not on the core of the contestants, where there is another.
  const service = await startService({ projects: BLOCK.projects }, cores()[0]);
  try {
    const paired = await inPairs(
      ["a bare walk", "crawlTo a fileJournal"],
      new URL("contestant.js", import.meta.url),
      TARGETS,
      service.env,
    );
    return {
      name: "inventory: CPU a page",
      unit: "us of CPU",
      setup:
        `A block is an inventory of ${BLOCK.places} targets of ${BLOCK.projects} projects of two datasets, depth datasets: ` +
        `${requestsFor(BLOCK.projects, BLOCK.places)} pages, without a quota. ${paired.how} The bare walk sends the same requests by ` +
        "the same clients, those of a target and an operation one after the other, and looks at nothing but the datasets to " +
        "ask about; crawlTo paces, decodes, keeps every step in a file, and has a ledger of them.",
      rows: pairedRowsOf(paired, TARGETS),
    };
  } finally {
    await service.stop();
  }
}
