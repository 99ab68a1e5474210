import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { report } from "./report.js";
import { runSeeds, type SeedFailure, type SeedsRun } from "./run-seeds.js";

const USAGE = `pnpm simulate [--runs N] [--seed S] [--jobs J]

  --runs N  programs to simulate, of the seeds S, S + 1, ... (default 1: that one is printed with all that happens)
  --seed S  the first seed, a whole number from 0 (default 1)
  --jobs J  processes (default: one a core where the runs are many)
`;

/** Seeds that a worker is given at a time. */
const SHARE = 500;
const MOST_FAILURES = 3;

if (process.argv[2] === "--worker") {
  process.on("message", ([from, count]: [number, number]) => {
    void runSeeds(from, count, { mostFailures: MOST_FAILURES }).then((run) => process.send?.(run));
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
  const { runs, seed, jobs, help } = options;
  if (help) {
    console.log(USAGE);
    return 0;
  }
  if (runs === 1) {
    const text = await report(seed);
    console.log(text);
    return text.includes("breaks a promise") ? 1 : 0;
  }
  const start = performance.now();
  const outcome =
    jobs === 1 ? await runSeeds(seed, runs, { mostFailures: MOST_FAILURES }) : await runByWorkers(seed, runs, jobs);
  const seconds = (performance.now() - start) / 1_000;
  for (const failure of outcome.failures.slice(0, MOST_FAILURES)) {
    console.log(`${await report(failure.seed)}\n`);
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

async function runByWorkers(seed: number, runs: number, jobs: number): Promise<SeedsRun> {
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
        child.send([next, count]);
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

interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly jobs: number;
  readonly help: boolean;
}

/** The options, or a sentence that says what is wrong with them. */
function optionsOf(args: readonly string[]): Options | string {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      // pnpm passes on a `--` that its own users write.
      args: args.filter((each) => each !== "--"),
      options: {
        runs: { type: "string" },
        seed: { type: "string" },
        jobs: { type: "string" },
        help: { type: "boolean" },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const runs = count("runs", values["runs"], 1, 1, 1_000_000_000);
  const seed = count("seed", values["seed"], 1, 0, 2 ** 31 - 1);
  const most = typeof runs === "number" && runs >= 2 * SHARE ? availableParallelism() : 1;
  const jobs = count("jobs", values["jobs"], most, 1, 64);
  const wrong = [runs, seed, jobs].find((each) => typeof each === "string");
  if (wrong !== undefined) {
    return wrong;
  }
  return { runs: Number(runs), seed: Number(seed), jobs: Number(jobs), help: values["help"] === true };
}

function count(
  name: string,
  given: string | boolean | undefined,
  otherwise: number,
  least: number,
  most: number,
): number | string {
  if (given === undefined) {
    return otherwise;
  }
  const value = Number(given);
  const isCount = typeof given === "string" && /^\d+$/.test(given) && value >= least && value <= most;
  return isCount ? value : `--${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(given)}`;
}
