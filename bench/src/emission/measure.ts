import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

/** Time to emit one item of a page that is there. */
export async function emission(): Promise<Measured> {
  const figures = await inShuffledRounds(["concatMap(from)", "mergeMap(array)", "ours"], 5, (contestant) =>
    figureOf(new URL("contestant.js", import.meta.url), [contestant]),
  );
  return {
    name: "emission",
    unit: "ns an item",
    setup: "200 pages of 100 items, pushed synchronously; the best of 25 batches after 300 ms to warm up.",
    rows: rowsOf(figures, { ours: { of: "figure", atMost: 100 } }),
  };
}
