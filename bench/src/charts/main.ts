import { mkdir, writeFile } from "node:fs/promises";
import { markdownOf } from "../harness/table.js";
import { keptMeasures } from "./kept-measures.js";
import { lineChart } from "./line-chart.js";

// `pnpm charts`: docs/performance.md, and its pictures, from the last run of each measure in docs/performance/measures.

const sections: string[] = [];
const pictures: string[] = [];
await mkdir("docs/performance", { recursive: true });
for (const { name: kept, date, machine, measured } of await keptMeasures()) {
  const growing = measured.filter(({ name }) => name.startsWith("growth: "));
  for (const { name, unit, setup, rows } of growing) {
    const file = `performance/${name.replaceAll(/[^a-z]+/g, "-")}.svg`;
    const points = rows.map(({ contestant, figure: { min, median, max } }) => ({
      size: Number(contestant),
      min,
      median,
      max,
    }));
    await writeFile(`docs/${file}`, `${lineChart(name.replace("growth: ", ""), unit, points)}\n`);
    pictures.push(`![${unit} by ${name.replace("growth: ", "")}](${file})\n\n${setup} ${date}.\n`);
  }
  const tables = measured.filter((each) => !growing.includes(each));
  if (tables.length > 0) {
    sections.push(markdownOf(tables, { [`\`npx -y pnpm@10 run bench ${kept}\``]: date, ...machine }));
  }
}

const page = [
  "# Performance\n",
  "`pnpm charts` writes this page from the last run of each measure of `pnpm bench`. " +
    "[bench/README.md](../bench/README.md) says what is measured, how, and what the figures do not say. " +
    'A target is "missed, within the spread" if the median misses it, but the spread does not exclude it: ' +
    "where contestants take turns, the 95 % interval of the ratio (or the middle half of the figure) still contains " +
    "the target; in other tables, the median misses it by at most half of the distance from min to max.\n",
  ...sections,
  ...(pictures.length === 0 ? [] : ["## How cost grows\n", ...pictures]),
];
await writeFile("docs/performance.md", page.join("\n"));
