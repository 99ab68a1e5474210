import type { Promised, Violation } from "./oracle/promised.js";
import { randomProgram } from "./program/random-program.js";
import { simulate } from "./simulate.js";
import type { Library } from "./user/library.js";

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
  options: { readonly library?: Library; readonly mostFailures?: number; readonly breaking?: Promised } = {},
): Promise<SeedsRun> {
  const { mostFailures = 5, breaking, ...others } = options;
  const failures: SeedFailure[] = [];
  let steps = 0;
  let runs = 0;
  for (let seed = from; seed < from + count && failures.length < mostFailures; seed += 1) {
    const outcome = await simulate(randomProgram(seed), others);
    runs += 1;
    steps += outcome.steps;
    const { violation } = outcome;
    if (violation !== undefined && (breaking ?? violation.promise) === violation.promise) {
      failures.push({ seed, violation });
    }
  }
  return { runs, steps, failures };
}
