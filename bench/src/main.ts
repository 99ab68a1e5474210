import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { children } from "./children/measure.js";
import { cpuAPage } from "./cpu-a-page/measure.js";
import { decoding } from "./decoding/measure.js";
import { depth } from "./depth/measure.js";
import { emission } from "./emission/measure.js";
import { growth } from "./growth/measure.js";
import { type Measured, markdownOf, missOf } from "./harness/table.js";
import { memory } from "./memory/measure.js";
import { overlap } from "./overlap/measure.js";
import { scale } from "./scale/measure.js";
import { start } from "./start/measure.js";
import { throttling } from "./throttling/measure.js";
import { weather } from "./throttling/measure-weather.js";
import { waiting } from "./waiting/measure.js";

// `pnpm bench [--check] [NAME ...]`: every measure, or those named, one after the other:
// side by side they would disturb each other.

const measures: Readonly<Record<string, () => Promise<Measured | readonly Measured[]>>> = {
  "cpu-a-page": cpuAPage,
  decoding,
  emission,
  memory,
  children,
  depth,
  throttling,
  weather,
  overlap,
  start,
  scale,
  growth,
  waiting,
};

const { names, check } = asked();

const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  "load before": loadavg()[0]?.toFixed(1) ?? "unknown",
};
const results: Measured[] = [];
for (const [name, measure] of Object.entries(measures)) {
  if (names.length === 0 || names.includes(name)) {
    process.stderr.write(`${name}\n`);
    results.push(...[await measure()].flat());
  }
}

const markdown = markdownOf(results, machine);
// Of some measures only, what the last whole run wrote is kept.
const file = names.length === 0 ? "bench" : `bench-${names.join("-")}`;
await mkdir("out", { recursive: true });
await writeFile(`out/${file}.json`, `${JSON.stringify({ machine, measures: results }, undefined, 2)}\n`);
await writeFile(`out/${file}.md`, markdown);
console.log(markdown);
console.log(`Written to out/${file}.md and out/${file}.json.`);

if (check) {
  const missed = results.flatMap(({ name, rows }) =>
    rows
      .filter((row) => missOf(row) > 0)
      .map((row) => `${name}: ${row.contestant} misses by ${missOf(row).toPrecision(3)}`),
  );
  for (const line of missed) {
    console.error(line);
  }
  process.exitCode = missed.length > 0 ? 1 : 0;
}

/** What the command line asks for; a mistake there is one sentence, and nothing is measured. */
function asked(): { readonly names: readonly string[]; readonly check: boolean } {
  const known = Object.keys(measures);
  try {
    const { positionals, values } = parseArgs({ options: { check: { type: "boolean" } }, allowPositionals: true });
    const unknown = positionals.filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      throw new TypeError(`no measure ${unknown.join(", ")}; there are ${known.join(", ")}`);
    }
    return { names: positionals, check: values.check === true };
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}
