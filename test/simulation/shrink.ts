import type { Program } from "./program/program.js";
import { smallerPrograms } from "./program/smaller-programs.js";
import { simulate } from "./simulate.js";
import type { Library } from "./user/library.js";

/** The smallest program found that breaks the same promise. */
export async function shrink(program: Program, violation: string, library?: Library): Promise<Program> {
  let smallest = program;
  let budget = MOST_TRIES;
  for (let found = true; found && budget > 0;) {
    found = false;
    for (const candidate of smallerPrograms(smallest)) {
      budget -= 1;
      const outcome = await simulate(candidate, library === undefined ? {} : { library });
      if (outcome.violation !== undefined && kindOf(outcome.violation) === kindOf(violation)) {
        smallest = candidate;
        found = true;
        break;
      }
      if (budget === 0) {
        break;
      }
    }
  }
  return smallest;
}

/** A promise without the numbers and tokens of this one time. */
function kindOf(violation: string): string {
  return violation
    .replaceAll(/"[^"]*"/g, "TOKEN")
    .replaceAll(/,? resumed \d+/g, "")
    .replaceAll(/\d+/g, "N")
    .slice(0, 60);
}

const MOST_TRIES = 2_000;
