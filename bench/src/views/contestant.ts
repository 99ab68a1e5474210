import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ViewFormat, writeViews } from "@rekognition-rx/inventory";
import { Held } from "../inventory/held.js";
import { lookedAt } from "../inventory/looked-at.js";
import { manyRows } from "./many-rows.js";
import type { RowsFigures } from "./rows-figures.js";

// writeViews in a format, with a number of rows, both named on the command line: prints what it took.

const [format = "", rows = ""] = process.argv.slice(2);
const held = new Held(500);
const out = await mkdtemp(join(tmpdir(), "bench-rows-"));
try {
  const startedAt = performance.now();
  // Three rows per project.
  const { counts } = await writeViews(lookedAt(manyRows(Math.ceil(Number(rows) / 3)), held), {
    out,
    formats: [format as ViewFormat],
  });
  const figures: RowsFigures = {
    rows: (counts.inventory ?? 0) + (counts.projects ?? 0) + (counts.datasets ?? 0),
    seconds: (performance.now() - startedAt) / 1_000,
    held: held.most,
  };
  console.log(JSON.stringify(figures));
} finally {
  await rm(out, { recursive: true });
}
