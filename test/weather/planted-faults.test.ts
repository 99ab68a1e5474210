import { describe, expect, test } from "vitest";
import { PLANTED_FAULTS } from "./broken/planted-faults.js";
import { judge } from "./scene.js";

/** A bar that every limiter holds says nothing. */
describe("the weather finds", () => {
  test.each(PLANTED_FAULTS)("$name", ({ limiters, scene, draws, found }) => {
    const missed = judge(scene, limiters, 1, draws).filter(({ draws, holds }) => draws > 0 && !holds);

    expect(missed.map(({ bar }) => bar.figure).join(", ")).toMatch(found);
  });
});
