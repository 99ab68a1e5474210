import { cores } from "../harness/cores.js";
import { startEmulator } from "../harness/emulator-process.js";
import { inPairs } from "../harness/in-pairs.js";
import { type Measured, pairedRowsOf } from "../harness/table.js";
import type { Target } from "../harness/target.js";

const PROJECTS = 5_000;

const TARGETS: Readonly<Record<string, Target>> = {
  ours: { of: "ratio", atMost: 1.05 },
  "ours, rekognitionClient": { of: "ratio", atMost: 0.9 },
};

/** CPU time per page of 100 projects, over loopback HTTP: requested, flattened to datasets, and (ours, naive) decoded. */
export async function cpuAPage(): Promise<Measured> {
  // On another core than the contestants, if there is one.
  const emulator = await startEmulator({ projects: PROJECTS }, cores()[0]);
  try {
    const paired = await inPairs(
      ["bare client.send", "SDK paginator", "from(paginator)", "naive rxjs", "ours", "ours, rekognitionClient"],
      new URL("contestant.js", import.meta.url),
      TARGETS,
      emulator.env,
    );
    return {
      name: "CPU a page",
      unit: "us of CPU",
      setup:
        `A block is a walk of ${PROJECTS / 100} pages of 100 projects. The emulator has a process of its own. ` +
        `${paired.how} bare client.send and the SDK's paginator only count projects; ` +
        "ours decodes every project and emits every dataset.",
      rows: pairedRowsOf(paired, TARGETS),
    };
  } finally {
    await emulator.stop();
  }
}
