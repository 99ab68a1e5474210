import type { Promised, Violation } from "./oracle/promised.js";
import { simulate } from "./simulate.js";
import type { Library } from "./user/library.js";
import { programInWeather } from "./weather/program-in-weather.js";
import type { Weather } from "./weather/weather.js";

/** What became of some seeds, one after the other. */
export interface SeedsRun {
  readonly runs: number;
  readonly steps: number;
  readonly failures: readonly SeedFailure[];
}

export interface SeedFailure {
  readonly seed: number;
  readonly violation: Violation;
}

/**
 * Simulates the programs of so many seeds; ends early once `mostFailures` of them have failed.
 *
 * With `breaking`, only those count that break this promise.
 */
export async function runSeeds(
  from: number,
  count: number,
  options: {
    readonly library?: Library;
    readonly mostFailures?: number;
    readonly breaking?: Promised;
    readonly weather?: readonly Weather[];
  } = {},
): Promise<SeedsRun> {
  const { mostFailures = 5, breaking, weather = [], ...others } = options;
  const failures: SeedFailure[] = [];
  let steps = 0;
  let runs = 0;
  for (let seed = from; seed < from + count && failures.length < mostFailures; seed += 1) {
    const outcome = await simulate(programInWeather(seed, weather), others);
    runs += 1;
    steps += outcome.steps;
    const { violation } = outcome;
    if (violation !== undefined && (breaking ?? violation.promise) === violation.promise) {
      failures.push({ seed, violation });
    }
  }
  return { runs, steps, failures };
}
