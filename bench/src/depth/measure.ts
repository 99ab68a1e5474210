import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

const CONTESTANTS = [
  "expand, answered at once",
  "expand, a promise",
  "ours, answered at once",
  "ours, a resolved promise",
  "ours, a promise that resolves later",
];

/** How far a walk gets. */
export async function depth(): Promise<Measured> {
  const figures = await inShuffledRounds(CONTESTANTS, 1, (contestant) =>
    figureOf(new URL("contestant.js", import.meta.url), [contestant]),
  );
  const all = { of: "figure", atLeast: 1_000_000 } as const;
  return {
    name: "walk depth",
    unit: "pages walked of 1 000 000",
    setup:
      "Empty pages of a made-up client, with Node's default stack and heap. " +
      "One run each, since the result is a yes or a no.",
    rows: rowsOf(
      figures,
      Object.fromEntries(CONTESTANTS.filter((name) => name.startsWith("ours")).map((name) => [name, all])),
      false,
    ),
  };
}
