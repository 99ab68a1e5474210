import { describe, expect, test } from "vitest";
import { checkCount } from "../../src/arguments/check-count.js";
import { checkPositive } from "../../src/arguments/check-positive.js";

describe("a count", () => {
  test.each([undefined, 2, 3, Number.POSITIVE_INFINITY])("may be %s from 2 on", (value) => {
    expect(() => checkCount("caller: count", value, 2)).not.toThrow();
  });

  test.each<[unknown, string]>([
    [1, "1"],
    [2.5, "2.5"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    ["3", '"3"'],
    [["3"], "an array"],
    [null, "null"],
  ])("is not %o", (value, given) => {
    expect(() => checkCount("caller: count", value, 2)).toThrow(
      new RangeError(`caller: count must be a whole number, 2 or more, or Infinity, not ${given}`),
    );
  });
});

describe("a positive number", () => {
  test.each([Number.MIN_VALUE, 0.5, Number.MAX_VALUE])("may be %s", (value) => {
    expect(() => checkPositive("caller: number", value)).not.toThrow();
  });

  test.each<[unknown, string]>([
    [0, "0"],
    [-1, "-1"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [Number.NaN, "NaN"],
    ["1", '"1"'],
    [true, "true"],
    [undefined, "undefined"],
  ])("is not %o", (value, given) => {
    expect(() => checkPositive("caller: number", value)).toThrow(
      new RangeError(`caller: number must be a positive number, not ${given}`),
    );
  });
});
