import { inPairs } from "../harness/in-pairs.js";
import { type Measured, pairedRowsOf } from "../harness/table.js";
import type { Target } from "../harness/target.js";

const TARGETS: Readonly<Record<string, Target>> = { ours: { of: "figure", atMost: 100 } };

/** Time to emit one item of a page that is in memory. */
export async function emission(): Promise<Measured> {
  const paired = await inPairs(
    ["concatMap(from)", "mergeMap(array)", "ours"],
    new URL("contestant.js", import.meta.url),
    TARGETS,
  );
  return {
    name: "emission",
    unit: "ns of CPU an item",
    setup:
      "A block is 200 pages of 100 items, pushed synchronously, and repeated until it takes 100 ms or more. " +
      paired.how,
    rows: pairedRowsOf(paired, TARGETS, 1_000),
  };
}
