import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

const CONTESTANTS = ["keeping every project", "ours, subscribed", "ours, for await"];

/** The memory that a long walk holds. */
export async function memory(): Promise<Measured> {
  const figures = await inShuffledRounds(CONTESTANTS, 3, (contestant) =>
    figureOf(new URL("contestant.js", import.meta.url), [contestant], { flags: ["--expose-gc"] }),
  );
  const flat = { of: "figure", atMost: 15 } as const;
  return {
    name: "memory",
    unit: "MB more at 4 000 pages than at 500",
    setup:
      "A made-up client gives pages of 100 projects with 2 datasets each. The heap is read at every 100 pages, after " +
      "a garbage collection, and the highest reading counts. The first row keeps every project, to show that the " +
      "measure finds such growth.",
    rows: rowsOf(figures, { "ours, subscribed": flat, "ours, for await": flat }, false),
  };
}
