import { startEmulator } from "../harness/emulator-process.js";
import { figureOf, inShuffledRounds } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";
import { LATENCY, PAGES, WORK } from "./times.js";

const CONTESTANTS = ["waits", "computes"].flatMap((work) => [
  `SDK paginator, work ${work}`,
  `ours, prefetch 0, work ${work}`,
  `ours, prefetch 1, work ${work}`,
]);

/** Whether the next page comes while the current one is worked on. */
export async function overlap(): Promise<Measured> {
  const emulator = await startEmulator({ projects: PAGES * 100, latency: LATENCY });
  try {
    const figures = await inShuffledRounds(CONTESTANTS, 3, (contestant) =>
      figureOf(new URL("contestant.js", import.meta.url), [contestant], emulator),
    );
    const overlapped = { of: "figure", atMost: 1.2 } as const;
    return {
      name: "latency overlapped with work",
      unit: "of max(latency, work)",
      setup:
        `${PAGES} pages with for await, ${LATENCY} ms until each answer, ${WORK} ms of work per page. ` +
        "The work either waits for a timer or computes without a pause.",
      rows: rowsOf(
        figures,
        { "ours, prefetch 1, work waits": overlapped, "ours, prefetch 1, work computes": overlapped },
        false,
      ),
    };
  } finally {
    await emulator.stop();
  }
}
