import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { backend } from "./backend/measure.js";
import { children } from "./children/measure.js";
import { cpuAPage } from "./cpu-a-page/measure.js";
import { decoding } from "./decoding/measure.js";
import { depth } from "./depth/measure.js";
import { emission } from "./emission/measure.js";
import { etlJob } from "./etl/measure.js";
import { growth } from "./growth/measure.js";
import { inventory } from "./inventory/measure.js";
import { keepMeasured } from "./charts/kept-measures.js";
import { type Measured, markdownOf, missOf } from "./harness/table.js";
import { memory } from "./memory/measure.js";
import { overlap } from "./overlap/measure.js";
import { report } from "./report/measure.js";
import { scale } from "./scale/measure.js";
import { start } from "./start/measure.js";
import { sweep } from "./sweep/measure.js";
import { throttling } from "./throttling/measure.js";
import { weather } from "./throttling/measure-weather.js";
import { views } from "./views/measure.js";
import { waiting } from "./waiting/measure.js";

// `pnpm bench [--check] [--size SHARE] [NAME ...]`: every measure, or those named. They run one after the other, since they
// would disturb each other.

/** @param asked - `size`: the share of a long measure to run; 1 is all of it. */
type Measure = (asked: { readonly size: number }) => Promise<Measured | readonly Measured[]>;

const measures: Readonly<Record<string, Measure>> = {
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
  inventory,
  views,
  etl: etlJob,
  sweep,
  report,
  backend,
};

const { names, check, size } = asked();

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
    const measured = [await measure({ size })].flat();
    results.push(...measured);
    // A run of only a part of a measure is a trial: it is not kept.
    if (size === 1) {
      await keepMeasured(name, { machine, measured });
    }
  }
}

const markdown = markdownOf(results, machine);
const file = ["bench", ...names, ...(size === 1 ? [] : [`size-${size}`])].join("-");
await mkdir("out", { recursive: true });
await writeFile(`out/${file}.json`, `${JSON.stringify({ machine, measures: results }, undefined, 2)}\n`);
await writeFile(`out/${file}.md`, markdown);
console.log(markdown);
console.log(`Written to out/${file}.md and out/${file}.json; what is in docs/performance.md is kept by measure.`);

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

/** What the command line asks for. A mistake there is reported in one sentence, and nothing is measured. */
function asked(): { readonly names: readonly string[]; readonly check: boolean; readonly size: number } {
  const known = Object.keys(measures);
  try {
    const { positionals, values } = parseArgs({
      options: { check: { type: "boolean" }, size: { type: "string", default: "1" } },
      allowPositionals: true,
    });
    const unknown = positionals.filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      throw new TypeError(`no measure ${unknown.join(", ")}; there are ${known.join(", ")}`);
    }
    const size = Number(values.size);
    if (!(size > 0 && size <= 1)) {
      throw new TypeError(`--size is ${values.size}; it must be a number above 0, up to 1`);
    }
    return { names: positionals, check: values.check === true, size };
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}
