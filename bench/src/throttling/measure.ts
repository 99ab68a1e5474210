import { startEmulator } from "../harness/emulator-process.js";
import { inShuffledRounds, runInProcess } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";
import type { Target } from "../harness/target.js";
import { PAGES, QUOTA, TARGETS } from "./quota.js";

const CONTESTANTS = [
  "SDK, standard, 3 attempts",
  "SDK, standard, 10 attempts",
  "SDK, adaptive, 10 attempts",
  "ours, quota unknown",
  "ours, quota configured",
];

interface Outcome {
  readonly timeRatio: number;
  readonly failed: number;
  readonly wasted: number;
}

/** Many walks under one quota: how long they take, how many fail, and how many requests are throttled. */
export async function throttling(): Promise<readonly Measured[]> {
  const { ratePerSecond, burst, latency } = QUOTA;
  const outcomes = await inShuffledRounds(CONTESTANTS, 3, async (contestant) => {
    // A new emulator each time: its bucket is full.
    const emulator = await startEmulator({ projects: PAGES * 100, rate: ratePerSecond, burst, latency });
    try {
      return (await runInProcess(new URL("contestant.js", import.meta.url), [contestant], emulator)) as Outcome;
    } finally {
      await emulator.stop();
    }
  });
  const figures = (of: keyof Outcome): ReadonlyMap<string, readonly number[]> =>
    new Map([...outcomes].map(([contestant, runs]) => [contestant, runs.map((outcome) => outcome[of])]));
  const setup =
    `${TARGETS} walks of ${PAGES} pages at once, with one client and one quota of ${ratePerSecond} requests per ` +
    `second and ${burst} at once; answers come after ${latency} ms. ` +
    "With the service's own quota of 5 per second this would take four times as long.";
  return [
    {
      name: "throttling: time",
      unit: "of the ideal time",
      setup,
      rows: rowsOf(figures("timeRatio"), targets(1.05, 1.05), false),
    },
    {
      name: "throttling: walks lost",
      unit: `walks of ${TARGETS}`,
      setup,
      rows: rowsOf(figures("failed"), targets(0, 0), false),
    },
    {
      name: "throttling: requests wasted",
      unit: "% throttled",
      setup,
      rows: rowsOf(figures("wasted"), targets(8, 1), false),
    },
  ];
}

function targets(unknown: number, configured: number): Readonly<Record<string, Target>> {
  return {
    "ours, quota unknown": { of: "figure", atMost: unknown },
    "ours, quota configured": { of: "figure", atMost: configured },
  };
}
