import { isLeft, right } from "fp-ts/lib/Either.js";
import { expect, it } from "vitest";
import { finite } from "../../../src/codecs/schema/finite.js";

it.each([[0], [1.5], [-3], [Number.MAX_VALUE], [Number.MIN_VALUE]])("%d is a number as it is", (value) => {
  expect(finite.decode(value)).toStrictEqual(right(value));
  expect(finite.encode(value)).toBe(value);
});

it("-0 is 0, which is what JSON makes of it", () => {
  expect(finite.decode(-0)).toStrictEqual(right(0));
});

it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY], ["1"], [1n], [null], [new Number(1)]])(
  "%s is none",
  (value) => {
    expect(isLeft(finite.decode(value))).toBe(true);
    expect(finite.is(value)).toBe(false);
  },
);
