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
  readonly violation: string;
}

/** Simulates the programs of so many seeds; ends early once `mostFailures` of them have failed. */
export async function runSeeds(
  from: number,
  count: number,
  options: { readonly library?: Library; readonly mostFailures?: number } = {},
): Promise<SeedsRun> {
  const { mostFailures = 5, ...others } = options;
  const failures: SeedFailure[] = [];
  let steps = 0;
  let runs = 0;
  for (let seed = from; seed < from + count && failures.length < mostFailures; seed += 1) {
    const outcome = await simulate(randomProgram(seed), others);
    runs += 1;
    steps += outcome.steps;
    if (outcome.violation !== undefined) {
      failures.push({ seed, violation: outcome.violation });
    }
  }
  return { runs, steps, failures };
}
