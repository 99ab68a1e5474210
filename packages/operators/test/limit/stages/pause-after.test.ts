import { expect, test } from "vitest";
import { pauseAfter } from "../../../src/limit/stages/pause-after.js";

test("where nothing is under way, the pause is as long as one token takes to come, and 250 ms at most", () => {
  expect(pauseAfter(1 / 40, 0)).toBe(40);
  expect(pauseAfter(1 / 250, 0)).toBe(250);
  expect(pauseAfter(1 / 251, 0)).toBe(250);
  expect(pauseAfter(1 / 10_000, 0)).toBe(250);
});

test("it is longer by 0.7 of the square root of what is under way, in tokens", () => {
  // Four under way, of 100 ms each: 1.4 tokens more.
  expect(pauseAfter(0.01, 400)).toBeCloseTo(240);
  // A quarter of one, of a second: 0.35 tokens more.
  expect(pauseAfter(0.001, 250)).toBeCloseTo(250 + 350);
  // A hundred, of 2 ms: 7 tokens more.
  expect(pauseAfter(0.5, 200)).toBeCloseTo(2 + 14);
});
