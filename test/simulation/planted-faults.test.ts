import { describe, expect, test } from "vitest";
import { runSeeds } from "./run-seeds.js";
import { PLANTED_FAULTS } from "./broken/planted-faults.js";
import { LIMITER_PROMISES } from "./oracle/limiter-promises.js";
import { noItemTwice } from "./oracle/promises/walk/no-item-twice.js";
import { nothingAfterAResumedEnd } from "./oracle/promises/walk/nothing-after-a-resumed-end.js";
import { resumeRepeatsNothing } from "./oracle/promises/walk/resume-repeats-nothing.js";
import { completeWalksHaveEverything } from "./oracle/promises/world/complete-walks-have-everything.js";
import { WALK_PROMISES } from "./oracle/walk-promises.js";
import { WORLD_PROMISES } from "./oracle/world-promises.js";

/** A simulation that finds nothing says something only if it would. */
describe("the simulation finds", () => {
  test.each(PLANTED_FAULTS)("$name: $breaks.states", async ({ library, breaks, weather = [] }) => {
    const { failures } = await runSeeds(1, 4_000, { library, weather, breaking: breaks, mostFailures: 1 });

    expect(failures.map(({ violation }) => violation.promise.states)).toEqual([breaks.states]);
  });
});

describe("a promise", () => {
  test("is broken by a planted fault, unless it follows from others that are broken first", () => {
    const planted = new Set(PLANTED_FAULTS.map(({ breaks }) => breaks));
    const promises = [...WALK_PROMISES, ...LIMITER_PROMISES, ...WORLD_PROMISES];
    const untouched = promises.filter((promise) => !planted.has(promise)).map(({ states }) => states);

    // Each looks at what reaches the user in the end; whoever breaks it has asked for a wrong page before.
    const following = [noItemTwice, resumeRepeatsNothing, nothingAfterAResumedEnd, completeWalksHaveEverything];
    expect(untouched.toSorted()).toEqual(following.map(({ states }) => states).toSorted());
  });
});
