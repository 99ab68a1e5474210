import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LEAP, pressure } from "../../../src/limit/stages/pressure.js";

test("a pace is held first, then pressed slowly, then fast, and never jumps", () => {
  expect([-5, 0, 1, 2].map(pressure)).toEqual([1, 1, 1.05, 1.05 ** 2]);
  expect(LEAP).toBe(1.3);
  const atLeap = Math.log(1.3) / Math.log(1.05);
  expect(pressure(atLeap)).toBeCloseTo(1.3, 6);
  expect(pressure(atLeap + 1)).toBeCloseTo(1.3 * 1.5, 6);
  expect(pressure(atLeap + 2)).toBeCloseTo(1.3 * 1.5 ** 2, 6);
  fc.assert(
    fc.property(fc.double({ min: -10, max: 20, noNaN: true }), (steps) => {
      expect(pressure(steps + 0.001)).toBeGreaterThanOrEqual(pressure(steps));
      expect(pressure(steps + 0.001)).toBeLessThan(pressure(steps) * 1.001);
    }),
  );
});
