import { inPairs } from "../harness/in-pairs.js";
import { type Measured, pairedRowsOf } from "../harness/table.js";
import type { Target } from "../harness/target.js";

const TARGETS: Readonly<Record<string, Target>> = {
  // It was 0.25, with projects that the emulator no longer makes. With today's projects, the code of that time takes 0.268.
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
      "A block decodes 20 pages of 100 lifelike projects, one page at a time, and repeats this until it takes 100 ms " +
      `or more. ${paired.how} ` +
      "JSON.parse makes the value from its text; the others check a value that is parsed already. " +
      "ours makes Dates of the wire's timestamps; the others leave them as numbers. " +
      "ours checks every ARN against AWS's grammar; the others accept any string. " +
      "The last row is the check of the ARNs alone.",
    rows: pairedRowsOf(paired, TARGETS, 1_000),
  };
}
