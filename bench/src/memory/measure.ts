import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

const CONTESTANTS = ["keeping every project", "ours, subscribed", "ours, for await"];

/** What a long walk holds on to. */
export async function memory(): Promise<Measured> {
  const figures = await inShuffledRounds(CONTESTANTS, 3, (contestant) =>
    figureOf(new URL("contestant.js", import.meta.url), [contestant], { flags: ["--expose-gc"] }),
  );
  const flat = { of: "figure", atMost: 15 } as const;
  return {
    name: "memory",
    unit: "MB more at 4 000 pages than at 500",
    setup:
      "Pages of 100 projects with 2 datasets from a made-up client; the most that is on the heap after a garbage " +
      "collection each 100 pages. The first row keeps what it sees, to show that the measure finds it.",
    rows: rowsOf(figures, { "ours, subscribed": flat, "ours, for await": flat }, false),
  };
}
