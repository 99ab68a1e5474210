import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { Weather } from "./weather/weather.js";
import { WEATHERS } from "./weather/weathers.js";
import { weathersNamed } from "./weather/weathers-named.js";

export const USAGE: string = `pnpm simulate [--runs N] [--seed S] [--weather NAMES] [--jobs J]

  --runs N         programs to simulate, of the seeds S, S + 1, ... (default 1: that one is printed with all that happens)
  --seed S         the first seed, a whole number from 0 (default 1)
  --weather NAMES  "all", or a list of ${WEATHERS.map(({ name }) => `"${name}"`).join(", ")} (default none)
  --jobs J         processes (default: one a core where the runs are many)
`;

export interface SimulateOptions {
  readonly runs: number;
  readonly seed: number;
  readonly jobs: number;
  readonly weather: readonly Weather[];
  readonly help: boolean;
}

/** The options, or a sentence that says what is wrong with them. */
export function optionsOf(args: readonly string[]): SimulateOptions | string {
  let values: Record<string, string | boolean | undefined>;
  let weather: readonly Weather[];
  try {
    ({ values } = parseArgs({
      // pnpm passes on a `--` that its own users write.
      args: args.filter((each) => each !== "--"),
      options: {
        runs: { type: "string" },
        seed: { type: "string" },
        jobs: { type: "string" },
        weather: { type: "string" },
        help: { type: "boolean" },
      },
    }));
    weather = weathersNamed(String(values["weather"] ?? ""));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const runs = count("runs", values["runs"], 1, 1, 1_000_000_000);
  const seed = count("seed", values["seed"], 1, 0, 2 ** 31 - 1);
  const most = typeof runs === "number" && runs >= 1_000 ? availableParallelism() : 1;
  const jobs = count("jobs", values["jobs"], most, 1, 64);
  const wrong = [runs, seed, jobs].find((each) => typeof each === "string");
  if (wrong !== undefined) {
    return wrong;
  }
  return { runs: Number(runs), seed: Number(seed), jobs: Number(jobs), weather, help: values["help"] === true };
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
