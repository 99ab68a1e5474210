import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

const CONTESTANTS = ["keeping the last token of each", "walkEach, subscribed", "walkEach, for await"];

/** What a long nested walk holds on to. */
export async function children(): Promise<Measured> {
  const figures = await inShuffledRounds(CONTESTANTS, 1, (contestant) =>
    figureOf(new URL("contestant.js", import.meta.url), [contestant], { flags: ["--expose-gc"] }),
  );
  const flat = { of: "figure", atMost: 5 } as const;
  return {
    name: "memory of a nested walk",
    unit: "MB more at 1 000 000 children than at 100 000 of the same walk",
    setup:
      "The versions of each project, by walkEach, of made-up clients; the most that is on the heap after a garbage " +
      "collection each 10 000 children. The first row keeps a text of each, to show that the measure finds it.",
    rows: rowsOf(figures, { "walkEach, subscribed": flat, "walkEach, for await": flat }, false),
  };
}
