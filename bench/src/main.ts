import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { cpuAPage } from "./cpu-a-page/measure.js";
import { type Measured, markdownOf } from "./harness/table.js";

// Every measure of bench/, one after the other: they would disturb each other side by side.
const measures: readonly (() => Promise<Measured>)[] = [cpuAPage];

const results: Measured[] = [];
for (const measure of measures) {
  results.push(await measure());
}

const machine = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length };
const markdown = markdownOf(results, machine);
await mkdir("out", { recursive: true });
await writeFile("out/bench.json", `${JSON.stringify({ machine, measures: results }, undefined, 2)}\n`);
await writeFile("out/bench.md", markdown);
console.log(markdown);
console.log("Written to out/bench.md and out/bench.json.");
