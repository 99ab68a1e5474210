import { startEmulator } from "../harness/emulator-process.js";
import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";

const PROJECTS = 5_000;
const ROUNDS = 7;
const CONTESTANTS = [
  "bare client.send",
  "SDK paginator",
  "from(paginator)",
  "naive rxjs",
  "ours",
  "ours, rekognitionClient",
];

/** CPU time a page of 100 projects, over loopback HTTP: requested, flattened to datasets, and (ours, naive) decoded. */
export async function cpuAPage(): Promise<Measured> {
  const emulator = await startEmulator({ projects: PROJECTS });
  try {
    const figures = await inShuffledRounds(CONTESTANTS, ROUNDS, (contestant) =>
      figureOf(new URL("contestant.js", import.meta.url), [contestant], emulator),
    );
    return {
      name: "CPU a page",
      unit: "us of CPU",
      setup:
        `${PROJECTS / 100} pages of 100 projects a walk, from the emulator in a process of its own; ` +
        "process.cpuUsage of 12 walks after 6 to warm up; a process each contestant and round, in a new order each round. " +
        "bare client.send and the SDK's paginator only count projects; ours decodes every project and emits every dataset.",
      rows: rowsOf(figures, {
        ours: { of: "ratio", atMost: 1.05 },
        "ours, rekognitionClient": { of: "ratio", atMost: 0.9 },
      }),
    };
  } finally {
    await emulator.stop();
  }
}
