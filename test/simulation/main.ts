import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { report } from "./report.js";
import { runSeeds, type SeedFailure, type SeedsRun } from "./run-seeds.js";
import { optionsOf, USAGE } from "./simulate-options.js";
import { weathersNamed } from "./weather/weathers-named.js";
import type { Weather } from "./weather/weather.js";

/** Seeds that a worker is given at a time. */
const SHARE = 500;
const MOST_FAILURES = 3;

if (process.argv[2] === "--worker") {
  process.on("message", ([from, count, weather]: [number, number, string]) => {
    void runSeeds(from, count, { mostFailures: MOST_FAILURES, weather: weathersNamed(weather) }).then((run) =>
      process.send?.(run),
    );
  });
} else {
  process.exitCode = await main();
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2));
  if (typeof options === "string") {
    console.error(`${options}\n\n${USAGE}`);
    return 2;
  }
  const { runs, seed, jobs, weather, help } = options;
  if (help) {
    console.log(USAGE);
    return 0;
  }
  if (runs === 1) {
    const text = await report(seed, { weather });
    console.log(text);
    return text.includes("breaks a promise") ? 1 : 0;
  }
  const start = performance.now();
  const outcome =
    jobs === 1
      ? await runSeeds(seed, runs, { mostFailures: MOST_FAILURES, weather })
      : await runByWorkers({ seed, runs, jobs, weather });
  const seconds = (performance.now() - start) / 1_000;
  for (const failure of outcome.failures.slice(0, MOST_FAILURES)) {
    console.log(`${await report(failure.seed, { weather })}\n`);
  }
  const rate = Math.round(outcome.runs / seconds);
  console.log(
    `${outcome.runs} schedules from seed ${seed}, ${outcome.steps} steps, ${seconds.toFixed(1)} s (${rate} a second): ` +
      (outcome.failures.length === 0
        ? "every promise kept"
        : `${outcome.failures.length} broke a promise (seeds ${outcome.failures.map((each) => each.seed).join(", ")})`),
  );
  return outcome.failures.length === 0 ? 0 : 1;
}

async function runByWorkers({
  seed,
  runs,
  jobs,
  weather,
}: {
  readonly seed: number;
  readonly runs: number;
  readonly jobs: number;
  readonly weather: readonly Weather[];
}): Promise<SeedsRun> {
  let next = seed;
  let done = 0;
  let steps = 0;
  const failures: SeedFailure[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(fileURLToPath(import.meta.url), ["--worker"]);
      const give = (): void => {
        const count = Math.min(SHARE, seed + runs - next);
        if (count <= 0 || failures.length >= MOST_FAILURES) {
          child.disconnect();
          resolve();
          return;
        }
        child.send([next, count, weather.map(({ name }) => name).join(",")]);
        next += count;
      };
      child.on("message", (run: SeedsRun) => {
        done += run.runs;
        steps += run.steps;
        failures.push(...run.failures);
        give();
      });
      child.on("error", reject);
      child.on("exit", (code, signal) => reject(new Error(`a worker ended early (${String(signal ?? code)})`)));
      give();
    });
  await Promise.all(Array.from({ length: jobs }, work));
  failures.sort((a, b) => a.seed - b.seed);
  return { runs: done, steps, failures };
}
