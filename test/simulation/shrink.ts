import type { Violation } from "./oracle/promised.js";
import type { Program } from "./program/program.js";
import { smallerPrograms } from "./program/smaller-programs.js";
import { simulate } from "./simulate.js";
import type { Library } from "./user/library.js";

/** The smallest program found that breaks the same promise. */
export async function shrink(program: Program, violation: Violation, library?: Library): Promise<Program> {
  let smallest = program;
  let budget = MOST_TRIES;
  for (let found = true; found && budget > 0;) {
    found = false;
    for (const candidate of smallerPrograms(smallest)) {
      budget -= 1;
      const outcome = await simulate(candidate, library === undefined ? {} : { library });
      if (outcome.violation?.promise === violation.promise && kindOf(outcome.violation) === kindOf(violation)) {
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

/** How it is broken, without the numbers and tokens of this one time. */
function kindOf({ what }: Violation): string {
  return what
    .replaceAll(/"[^"]*"/g, "TOKEN")
    .replaceAll(/,? resumed \d+/g, "")
    .replaceAll(/\d+/g, "N")
    .slice(0, 60);
}

const MOST_TRIES = 2_000;
