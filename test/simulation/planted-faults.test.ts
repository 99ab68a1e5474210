import { describe, expect, test } from "vitest";
import { runSeeds } from "./run-seeds.js";
import { PLANTED_FAULTS } from "./broken/planted-faults.js";

/** A simulation that finds nothing says something only if it would. */
describe("the simulation finds", () => {
  test.each(PLANTED_FAULTS)("$name within 4 000 seeds", async ({ library, found }) => {
    const { failures } = await runSeeds(1, 4_000, { library, mostFailures: 1 });

    expect(failures[0]?.violation ?? "nothing").toMatch(found);
  });
});
