import * as fc from "fast-check";
import { expect, test } from "vitest";
import { slowedDown } from "../../../src/limit/stages/slowed-down.js";

/** Requests a millisecond, of requests a second. */
const perSecond = (rate: number): number => rate / 1_000;

test("a pace that was not pressed follows what flowed in, and never goes on as before", () => {
  const used = { base: perSecond(10), pace: perSecond(10) };
  expect(slowedDown({ ...used, flow: { served: 80, milliseconds: 10_000 } }).rate).toBeCloseTo(perSecond(0.97 * 8));
  expect(slowedDown({ ...used, flow: { served: 0, milliseconds: 0 } }).rate).toBeCloseTo(perSecond(9));
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(100_000), fc.double({ min: 0.1, max: 100, noNaN: true }), (served, ms, rate) => {
      const pace = perSecond(rate);
      expect(slowedDown({ base: pace, pace, flow: { served, milliseconds: ms } }).rate).toBeLessThan(pace);
    }),
  );
});

test("one that was pressed goes back to its base, which was good", () => {
  const flow = { served: 95, milliseconds: 10_000 };
  expect(slowedDown({ base: perSecond(9.5), pace: perSecond(10.5), flow }).rate).toBe(perSecond(9.5));
});

test("one that was pressed far stays near where it got to, if the quota was raised, and not if its bucket was full", () => {
  const used = { base: perSecond(5), pace: perSecond(40) };
  expect(slowedDown({ ...used, flow: { served: 100, milliseconds: 10_000 } }).rate).toBeCloseTo(perSecond(32));
  expect(slowedDown({ ...used, flow: { served: 52, milliseconds: 10_000 } }).rate).toBeLessThan(perSecond(5.5));
});
