import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

/** How the cost of a value grows with the number of values that wait for an asynchronous schema. */
export async function waiting(): Promise<Measured> {
  const figures = await inShuffledRounds(["20000", "80000"], 5, (values) =>
    figureOf(new URL("contestant.js", import.meta.url), [values]),
  );
  return {
    name: "waiting",
    unit: "us of CPU a value",
    setup:
      "20000 or 80000 values are pushed synchronously to decodeEither with an asynchronous schema. " +
      "The figure is the CPU of a run, after one run to warm up.",
    rows: rowsOf(figures, { "80000": { of: "ratio", atMost: 3 } }),
  };
}
