import { inPairs } from "../harness/in-pairs.js";
import { type Measured, pairedRowsOf } from "../harness/table.js";
import type { Target } from "../harness/target.js";

const TARGETS: Readonly<Record<string, Target>> = {
  // 0.25 was set on projects that the emulator no longer makes up: on today's the code of then takes 0.268.
  "ours, wire": { of: "ratio", atMost: 0.27 },
  "ours, SDK output": { of: "ratio", atMost: 0.17 },
};

/** Time to decode a project. */
export async function decoding(): Promise<Measured> {
  const paired = await inPairs(
    [
      "JSON.parse",
      "io-ts as composed, wire",
      "zod, wire",
      "valibot, wire",
      "ours, wire",
      "ours, SDK output",
      "ours, the ARNs alone",
    ],
    new URL("contestant.js", import.meta.url),
    TARGETS,
  );
  return {
    name: "decoding",
    unit: "ns of CPU a project",
    setup:
      `A block is 20 pages of 100 lifelike projects, decoded a page at a time, as often as takes 100 ms or more. ${paired.how} ` +
      "JSON.parse makes the value out of its text, the others check a value that is there; " +
      "ours makes Dates of the wire's timestamps, which the others leave as numbers. " +
      "ours checks every ARN against AWS's grammar, which the others take for any string: the last row is that alone.",
    rows: pairedRowsOf(paired, TARGETS, 1_000),
  };
}
