import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { slowedDown } from "../../../src/limit/stages/slowed-down.js";

/** Requests a millisecond, of requests a second. */
const perSecond = (rate: number): number => rate / 1_000;

/** Of a base of 1: how far it had been pressed is then the pace itself. */
const base = 1;
const nothing = { served: 0, milliseconds: 0 };

describe("a pace that was pressed by 1.05 at most", () => {
  test("follows what flowed in, and never goes on as before", () => {
    const used = { base: perSecond(10), pace: perSecond(10) };
    expect(slowedDown({ ...used, flow: { served: 80, milliseconds: 10_000 } }).rate).toBeCloseTo(perSecond(0.97 * 8));
    expect(slowedDown({ ...used, flow: nothing }).rate).toBeCloseTo(perSecond(9));
    fc.assert(
      fc.property(
        fc.nat(1_000),
        fc.nat(100_000),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        (served, ms, rate) => {
          const pace = perSecond(rate);
          expect(slowedDown({ base: pace, pace, flow: { served, milliseconds: ms } }).rate).toBeLessThan(pace);
        },
      ),
    );
  });

  test("goes below its base, of which nothing is certain", () => {
    const { rate, good } = slowedDown({ base, pace: 1.05, flow: nothing });
    expect(rate).toBeCloseTo(0.945);
    expect(good).toBeUndefined();
  });
});

describe("one that was pressed by more", () => {
  test("goes back to its base, which was good", () => {
    const flow = { served: 95, milliseconds: 10_000 };
    expect(slowedDown({ base: perSecond(9.5), pace: perSecond(10.5), flow }).rate).toBe(perSecond(9.5));
    expect(slowedDown({ base, pace: 1.051, flow: nothing })).toEqual({ rate: 1 });
  });

  test("goes to what flowed in, if that is more, and 16 requests were measured", () => {
    expect(slowedDown({ base, pace: 1.1, flow: { served: 16, milliseconds: 10 } }).rate).toBeCloseTo(1.552);
    expect(slowedDown({ base, pace: 1.1, flow: { served: 15, milliseconds: 10 } }).rate).toBe(1);
    expect(slowedDown({ base, pace: 1.1, flow: { served: 16, milliseconds: 20 } }).rate).toBe(1);
  });

  test("goes 3 % further than that, if it was pressed by more than 1.15", () => {
    expect(slowedDown({ base, pace: 1.15, flow: nothing }).rate).toBe(1);
    expect(slowedDown({ base, pace: 1.151, flow: nothing }).rate).toBe(1.03);
    expect(slowedDown({ base, pace: 1.2, flow: { served: 16, milliseconds: 10 } }).rate).toBeCloseTo(1.59856);
  });
});

describe("one that was pressed by more than 1.3, where it grows fast", () => {
  test("goes to 0.8 of what it was, if fewer than 8 requests were measured", () => {
    expect(slowedDown({ base, pace: 1.3, flow: nothing }).rate).toBe(1.03);
    expect(slowedDown({ base, pace: 1.31, flow: nothing })).toEqual({ rate: 0.8 * 1.31 });
    expect(slowedDown({ base, pace: 4, flow: { served: 7, milliseconds: 1 } })).toEqual({ rate: 3.2 });
  });

  test("stays near where it got to, if the quota was raised, and not if its bucket was full", () => {
    const used = { base: perSecond(5), pace: perSecond(40) };
    expect(slowedDown({ ...used, flow: { served: 100, milliseconds: 10_000 } }).rate).toBeCloseTo(perSecond(32));
    expect(slowedDown({ ...used, flow: { served: 52, milliseconds: 10_000 } }).rate).toBeLessThan(perSecond(5.5));
  });

  test("takes a quota for raised, if more than 1.05 of the base flowed in", () => {
    // 0.97 of 105 in 97 ms is 1.05 a millisecond, and not more.
    const asMuch = slowedDown({ base, pace: 4, flow: { served: 105, milliseconds: 97 } });
    expect(asMuch.rate).toBeCloseTo(1.05 * 1.03);
    expect(asMuch.good).toBeCloseTo(1.05);
    const more = slowedDown({ base, pace: 4, flow: { served: 106, milliseconds: 97 } });
    expect(more.rate).toBeCloseTo(3.2);
    expect(more.good).toBeCloseTo(1.06);
  });

  test("goes 3 % further than its base, where less flowed in, of which it is certain", () => {
    const { rate, good } = slowedDown({ base, pace: 4, flow: { served: 8, milliseconds: 16 } });
    expect(rate).toBeCloseTo(1.03);
    expect(good).toBeCloseTo(0.485);
  });
});
