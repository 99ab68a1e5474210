import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileJournal, writeViews } from "@rekognition-rx/inventory";

// The views of a journal, named on the command line: prints what they took.

/** What they took. */
export interface ViewsFigures {
  readonly cpuSeconds: number;
  /** Megabytes: the most that the process ever had. */
  readonly peak: number;
}

const out = await mkdtemp(join(tmpdir(), "bench-views-"));
try {
  const before = process.cpuUsage();
  await writeViews(fileJournal(process.argv[2] ?? ""), { out });
  const { user, system } = process.cpuUsage(before);
  const figures: ViewsFigures = {
    cpuSeconds: (user + system) / 1e6,
    peak: process.resourceUsage().maxRSS / 1e3,
  };
  console.log(JSON.stringify(figures));
} finally {
  await rm(out, { recursive: true });
}
