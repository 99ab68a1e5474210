import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

const CONTESTANTS = ["keeping the last token of each", "walkEach, subscribed", "walkEach, for await"];

/** The memory that a long nested walk holds. */
export async function children(): Promise<Measured> {
  const figures = await inShuffledRounds(CONTESTANTS, 1, (contestant) =>
    figureOf(new URL("contestant.js", import.meta.url), [contestant], { flags: ["--expose-gc"] }),
  );
  const flat = { of: "figure", atMost: 5 } as const;
  return {
    name: "memory of a nested walk",
    unit: "MB more at 1 000 000 children than at 100 000 of the same walk",
    setup:
      "walkEach walks the versions of each project, with made-up clients. The heap is read at every 10 000 children, " +
      "after a garbage collection, and the highest reading counts. The first row keeps a string for each child, " +
      "to show that the measure finds such growth.",
    rows: rowsOf(figures, { "walkEach, subscribed": flat, "walkEach, for await": flat }, false),
  };
}
