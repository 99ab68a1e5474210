import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holdOf } from "../../../src/limit/stages/hold-of.js";

const evenly = (): number => 0.5;

/** Milliseconds for which a rate is held that was measured, where chance takes nothing and adds nothing. */
const heldAt = (requestsPerSecond: number): number => holdOf(requestsPerSecond / 1_000, true, evenly);

test("a rate is held for 28 requests, but for 6 s at least, and for a minute at most", () => {
  expect(heldAt(1)).toBeCloseTo(28_000);
  expect(heldAt(2)).toBeCloseTo(14_000);
  expect(heldAt(4.5)).toBeCloseTo(6_222.2, 1);
  expect(heldAt(5)).toBe(6_000);
  expect(heldAt(100)).toBe(6_000);
  expect(heldAt(0.5)).toBeCloseTo(56_000);
  expect(heldAt(0.45)).toBe(60_000);
  expect(heldAt(0.01)).toBe(60_000);
});

test("chance takes a quarter of it at most, or adds one", () => {
  expect(holdOf(0.001, true, () => 0)).toBeCloseTo(21_000);
  expect(holdOf(0.001, true, () => 0.25)).toBeCloseTo(24_500);
  expect(holdOf(0.001, true, () => 1)).toBeCloseTo(35_000);
  expect(holdOf(0.0001, true, () => 1)).toBeCloseTo(75_000);
});

test("a guess is held for a quarter of the time", () => {
  expect(holdOf(0.001, false, evenly)).toBeCloseTo(7_000);
  expect(holdOf(0.1, false, () => 0)).toBeCloseTo(1_125);
});

test("a faster rate is never held for longer than a slower one", () => {
  const rates = fc.double({ min: 0.0001, max: 0.1, noNaN: true });
  fc.assert(
    fc.property(rates, rates, fc.boolean(), (a, b, isSure) => {
      const [slow, fast] = [Math.min(a, b), Math.max(a, b)];
      expect(holdOf(fast, isSure, evenly)).toBeLessThanOrEqual(holdOf(slow, isSure, evenly));
    }),
  );
});
