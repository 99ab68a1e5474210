import { expect, test } from "vitest";
import { restOf } from "../../src/limit/rest-of.js";

test("a request goes first after two refusals, and rests for longer and longer after that, a minute at most", () => {
  const rests = [0, 1, 2, 3, 4, 5, 9, 100].map((refusals) => restOf(refusals, { isServing: true, interval: 10 }));
  expect(rests).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 60_000, 60_000]);
});

test("under a slow quota it rests for twenty of its intervals", () => {
  expect(restOf(3, { isServing: true, interval: 200 })).toBe(4_000);
});

test("while everything is refused it does not rest, until few attempts are left", () => {
  const rests = [3, 25, 26, 27, 28, 29].map((refusals) => restOf(refusals, { isServing: false, interval: 200 }));
  expect(rests).toEqual([0, 0, 5_000, 10_000, 20_000, 40_000]);
});
