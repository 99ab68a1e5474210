import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { priceOf } from "../../../src/views/report/shown.js";

describe("priceOf", () => {
  test("writes every price of whole cents with two decimals", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (cents) => {
        const text = priceOf(cents / 100);
        expect(text).toMatch(/^\$\d+\.\d{2}$/);
        expect(Math.round(Number(text.slice(1)) * 100)).toBe(cents);
      }),
    );
  });

  test.each([
    [4, "$4.00"],
    [4.6, "$4.60"],
    [4.35, "$4.35"],
    [4.625, "$4.625"],
    [0.0125, "$0.0125"],
  ])("writes %d as %s: no digit that was given is lost", (usd, text) => {
    expect(priceOf(usd)).toBe(text);
  });
});
