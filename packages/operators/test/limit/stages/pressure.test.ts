import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LEAP, pressure } from "../../../src/limit/stages/pressure.js";

test("a pace is held first, then pressed slowly, then fast, and never jumps", () => {
  expect([-5, 0, 1, 2].map(pressure)).toEqual([1, 1, 1.05, 1.05 ** 2]);
  const atLeap = Math.log(LEAP) / Math.log(1.05);
  expect(pressure(atLeap)).toBeCloseTo(LEAP);
  expect(pressure(atLeap + 1)).toBeCloseTo(LEAP * 1.5);
  fc.assert(
    fc.property(fc.double({ min: -10, max: 20, noNaN: true }), (steps) => {
      expect(pressure(steps + 0.001)).toBeGreaterThanOrEqual(pressure(steps));
      expect(pressure(steps + 0.001)).toBeLessThan(pressure(steps) * 1.001);
    }),
  );
});
