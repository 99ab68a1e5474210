import { mkdir, readFile, writeFile } from "node:fs/promises";
import { type Measured, markdownOf } from "../harness/table.js";
import { lineChart } from "./line-chart.js";

// `pnpm charts`: docs/performance.md, and its pictures, from what `pnpm bench` has written to out/bench.json.

interface Written {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly measures: readonly Measured[];
}

const { machine, measures } = JSON.parse(await readFile("out/bench.json", "utf8")) as Written;
const growing = measures.filter(({ name }) => name.startsWith("growth: "));
const pictures: string[] = [];
await mkdir("docs/performance", { recursive: true });
for (const { name, unit, setup, rows } of growing) {
  const file = `performance/${name.replaceAll(/[^a-z]+/g, "-")}.svg`;
  const points = rows.map(({ contestant, figure: { min, median, max } }) => ({
    size: Number(contestant),
    min,
    median,
    max,
  }));
  await writeFile(`docs/${file}`, `${lineChart(name.replace("growth: ", ""), unit, points)}\n`);
  pictures.push(`![${unit} by ${name.replace("growth: ", "")}](${file})\n\n${setup}\n`);
}

const page = [
  "# Performance\n",
  "Written by `pnpm charts` from a run of `pnpm bench`. What is measured, on what, and what the figures do not say: [bench/README.md](../bench/README.md).\n",
  markdownOf(
    measures.filter((measure) => !growing.includes(measure)),
    machine,
  ),
  "## How cost grows\n",
  ...pictures,
];
await writeFile("docs/performance.md", page.join("\n"));
