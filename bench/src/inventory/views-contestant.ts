import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileJournal, writeViews } from "@rekognition-rx/inventory";
import { Held } from "./held.js";
import { lookedAt } from "./looked-at.js";

// Writes the views of a journal that is named on the command line: prints what that took.

/** What the views took. */
export interface ViewsFigures {
  readonly cpuSeconds: number;
  /** Megabytes: the most that the process ever had. */
  readonly peak: number;
  /** Megabytes: the most that was in use, as `Held` says. */
  readonly held: number;
}

const held = new Held(50);

const out = await mkdtemp(join(tmpdir(), "bench-views-"));
try {
  const before = process.cpuUsage();
  await writeViews(lookedAt(fileJournal(process.argv[2] ?? ""), held), { out });
  const { user, system } = process.cpuUsage(before);
  const figures: ViewsFigures = {
    cpuSeconds: (user + system) / 1e6,
    peak: process.resourceUsage().maxRSS / 1e3,
    held: held.most,
  };
  console.log(JSON.stringify(figures));
} finally {
  await rm(out, { recursive: true });
}
