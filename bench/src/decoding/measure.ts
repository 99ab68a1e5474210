import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

const CONTESTANTS = [
  "JSON.parse",
  "io-ts as composed, wire",
  "zod, wire",
  "valibot, wire",
  "ours, wire",
  "ours, SDK output",
  "ours, the ARNs alone",
];

/** Time to decode a project. */
export async function decoding(): Promise<Measured> {
  const figures = await inShuffledRounds(CONTESTANTS, 5, (contestant) =>
    figureOf(new URL("contestant.js", import.meta.url), [contestant]),
  );
  return {
    name: "decoding",
    unit: "ns a project",
    setup:
      "20 pages of 100 lifelike projects, decoded a page at a time; the best of 25 batches after 300 ms to warm up. " +
      "JSON.parse makes the value out of its text, the others check a value that is there; " +
      "ours makes Dates of the wire's timestamps, which the others leave as numbers. " +
      "ours checks every ARN against AWS's grammar, which the others take for any string: the last row is that alone.",
    rows: rowsOf(figures, {
      "ours, wire": { of: "ratio", atMost: 0.25 },
      "ours, SDK output": { of: "ratio", atMost: 0.1 },
    }),
  };
}
