import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rateOfFlow, slowedTo } from "../../../src/limit/stages/rate-of-flow.js";

describe("the pace that a flow allows", () => {
  test("is three percent less than what flowed in", () => {
    expect(rateOfFlow({ served: 100, milliseconds: 10_000 })).toBeCloseTo(0.0097, 10);
    expect(rateOfFlow({ served: 0, milliseconds: 10_000 })).toBe(0);
  });

  test("is that of a millisecond, where it took less", () => {
    expect(rateOfFlow({ served: 3, milliseconds: 0 })).toBeCloseTo(2.91);
    expect(rateOfFlow({ served: 3, milliseconds: 1 })).toBeCloseTo(2.91);
    expect(rateOfFlow({ served: 3, milliseconds: 2 })).toBeCloseTo(1.455);
  });
});

describe("the pace after a refusal", () => {
  test("is what flowed in, from 8 requests on, however much slower that is", () => {
    expect(slowedTo({ served: 8, milliseconds: 1_000 }, 0.02)).toBeCloseTo(0.00776, 10);
    expect(slowedTo({ served: 8, milliseconds: 8_000 }, 0.02)).toBeCloseTo(0.00097, 10);
  });

  test("is 0.93 of what it was at most, where more flowed in", () => {
    expect(slowedTo({ served: 80, milliseconds: 1_000 }, 0.02)).toBeCloseTo(0.0186, 10);
    expect(slowedTo({ served: 7, milliseconds: 100 }, 0.02)).toBeCloseTo(0.0186, 10);
  });

  test("follows a flow of fewer to 0.4 of what it was at most, and gives it half a request more", () => {
    expect(slowedTo({ served: 7, milliseconds: 1_000 }, 0.01)).toBeCloseTo(0.007275, 10);
    expect(slowedTo({ served: 3, milliseconds: 1_000 }, 0.005)).toBeCloseTo(0.003395, 10);
    expect(slowedTo({ served: 7, milliseconds: 1_000 }, 0.02)).toBeCloseTo(0.008, 10);
  });

  test("is 0.9 of what it was, where fewer than 3 say nothing", () => {
    expect(slowedTo({ served: 2, milliseconds: 1_000 }, 0.005)).toBeCloseTo(0.0045, 10);
    expect(slowedTo({ served: 0, milliseconds: 0 }, 0.005)).toBeCloseTo(0.0045, 10);
  });

  test("follows a long flow no further than a short one, if the bucket may have been full meanwhile", () => {
    expect(slowedTo({ served: 8, milliseconds: 1_000 }, 0.02, false)).toBeCloseTo(0.008245, 10);
    expect(slowedTo({ served: 80, milliseconds: 80_000 }, 0.02, false)).toBeCloseTo(0.008, 10);
    expect(slowedTo({ served: 8, milliseconds: 1_000 }, 0.02, true)).toBeCloseTo(0.00776, 10);
  });

  test("is slower than it was, whatever flowed in", () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(100_000), fc.boolean(), (served, milliseconds, isKnown) => {
        expect(slowedTo({ served, milliseconds }, 1, isKnown)).toBeLessThanOrEqual(0.93);
      }),
    );
  });
});
