import { isLeft, right } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { expect, it } from "vitest";
import { list } from "../../../src/codecs/schema/list.js";

const names = list(t.string);

it.each([[undefined], [null]])("%s is an empty list", (missing) => {
  expect(names.decode(missing)).toStrictEqual(right([]));
});

it("an item that is invalid makes the list invalid", () => {
  for (const values of [["a", 5], [undefined], [null]]) {
    expect(isLeft(names.decode(values))).toBe(true);
    expect(names.is(values)).toBe(false);
  }
});

it("a hole is an item that is missing", () => {
  const holes = ["a"];
  holes[3] = "b";
  expect(isLeft(names.decode(holes))).toBe(true);
  expect(names.is(holes)).toBe(false);
});

it("what is no array is no list", () => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  for (const value of ["a", {}, { length: 0 }, new Set(), proxy]) {
    expect(isLeft(names.decode(value))).toBe(true);
    expect(names.is(value)).toBe(false);
  }
});
