import { expect, test } from "vitest";
import { restOf } from "../../src/limit/rest-of.js";

const serving = { isServing: true, interval: 10, faults: 0 };

test("a request goes first after two refusals, and rests for longer and longer after that, a minute at most", () => {
  const rests = [0, 1, 2, 3, 4, 5, 9, 100].map((refusals) => restOf(refusals, serving));
  expect(rests).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 60_000, 60_000]);
});

test("a request that is at fault rests from its first fault on", () => {
  const rests = [1, 2, 3, 6, 7, 100].map((faults) => restOf(1, { ...serving, faults }));
  expect(rests).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
});

test("under a slow quota it rests for three of its intervals, then six, twelve and twenty", () => {
  const rests = [1, 2, 3, 4, 5].map((faults) => restOf(1, { isServing: true, interval: 1_000, faults }));
  expect(rests).toEqual([3_000, 6_000, 12_000, 20_000, 20_000]);
  expect(restOf(1, { isServing: true, interval: 10_000, faults: 4 })).toBe(60_000);
});

test("the rest of a request that is not at fault does not depend on the pace", () => {
  expect(restOf(3, { isServing: true, interval: 10_000, faults: 0 })).toBe(1_000);
});

test("while everything is refused it does not rest, until few attempts are left", () => {
  const rests = [3, 25, 26, 27, 28, 29, 40].map((refusals) =>
    restOf(refusals, { isServing: false, interval: 200, faults: 7 }),
  );
  expect(rests).toEqual([0, 0, 5_000, 10_000, 20_000, 40_000, 60_000]);
});
