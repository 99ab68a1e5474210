import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Measured } from "../harness/table.js";
import { measureCpu } from "./measure-cpu.js";
import { measureJournal } from "./measure-journal.js";
import { measureProjects } from "./measure-projects.js";
import { measureTargets } from "./measure-targets.js";
import { measureTime } from "./measure-time.js";

/** An inventory of an organization: time against its quotas, CPU, memory, and how they grow. */
export async function inventory({ size }: { readonly size: number }): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-journals-"));
  const whole = (count: number): number => Math.max(1, Math.round(count * size));
  try {
    return [
      ...(await measureTime({ projects: whole(100), folder })),
      await measureCpu(),
      await measureJournal({ projects: whole(20), folder }),
      ...(await measureProjects({ projects: [10, 30, 100, 300, 1_000].map(whole), folder })),
      ...(await measureTargets({ projects: whole(10), folder })),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}
