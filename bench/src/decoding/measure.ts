import { inPairs } from "../harness/in-pairs.js";
import { type Measured, pairedRowsOf } from "../harness/table.js";
import type { Target } from "../harness/target.js";

const TARGETS: Readonly<Record<string, Target>> = {
  // It was 0.25, with projects that the emulator no longer makes. With today's projects, the code of that time takes 0.268.
  "ours, wire": { of: "ratio", atMost: 0.27 },
  "ours, SDK output": { of: "ratio", atMost: 0.17 },
};

const CONTESTANT = new URL("contestant.js", import.meta.url);

/** The most of the time of a schema of zod that checks the same and makes the same. */
const LIKE_FOR_LIKE: Target = { of: "ratio", atMost: 0.5 };

const UNIT = "ns of CPU a project";
const BLOCK =
  "A block decodes 20 pages of 100 lifelike projects, one page at a time, and repeats this until it takes 100 ms or more.";

/** Time to decode a project: against `JSON.parse`, and against zod with the same checks. */
export async function decoding(): Promise<readonly Measured[]> {
  return [await againstParsing(), await againstZod("wire"), await againstZod("SDK output")];
}

async function againstParsing(): Promise<Measured> {
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
    CONTESTANT,
    TARGETS,
  );
  return {
    name: "decoding",
    unit: UNIT,
    setup:
      `${BLOCK} ${paired.how} ` +
      "JSON.parse makes the value from its text; the others check a value that is parsed already. " +
      "ours makes Dates of the wire's timestamps; the others leave them as numbers. " +
      "ours checks every ARN against AWS's grammar; the others accept any string. " +
      "The last row is the check of the ARNs alone.",
    rows: pairedRowsOf(paired, TARGETS, 1_000),
  };
}

async function againstZod(input: "wire" | "SDK output"): Promise<Measured> {
  const ours = `ours, ${input}`;
  const targets = { [ours]: LIKE_FOR_LIKE };
  const paired = await inPairs([`zod, ${input}, same checks`, ours], CONTESTANT, targets);
  return {
    name: `decoding, the same checks: ${input}`,
    unit: UNIT,
    setup:
      `${BLOCK} ${paired.how} Both check every ARN against AWS's grammar ` +
      `${input === "wire" ? "and make Dates of the timestamps" : "and every Date"}. ` +
      "zod has AWS's patterns as its model gives them, and names its enums; ours accepts a new value of an enum.",
    rows: pairedRowsOf(paired, targets, 1_000),
  };
}
