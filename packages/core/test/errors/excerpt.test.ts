import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerpt } from "../../src/errors/excerpt.js";
import { grow, nearly } from "../codecs/support/hostile.js";

describe("excerpt", () => {
  it.each([
    ["soon", '"soon"'],
    ['a "quoted"\nline', String.raw`"a \"quoted\"\nline"`],
    [5, "5"],
    [5n, "5n"],
    [undefined, "undefined"],
    [null, "null"],
    [Symbol("s"), "Symbol(s)"],
    [() => 5, "a function"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [new Date(Number.NaN), "an invalid Date"],
    [new TypeError("no"), "TypeError: no"],
    [[1, "a", [2, [3]]], '[1, "a", [2, [...]]]'],
    [{ a: 1, b: { c: {} } }, "{ a: 1, b: { c: {...} } }"],
    [{}, "{}"],
    ["x".repeat(1_000), `"${"x".repeat(79)}...`],
    ["x".repeat(78), `"${"x".repeat(78)}"`],
    ["x".repeat(79), `"${"x".repeat(79)}...`],
  ])("shows %o as %s", (value, text) => {
    expect(excerpt(value)).toBe(text);
  });

  it("shows the rest of an object whose member throws", () => {
    const value = Object.defineProperty({ a: 1 }, "b", {
      enumerable: true,
      get() {
        throw new Error("gone");
      },
    });
    expect(excerpt(value)).toBe("{ a: 1, b: a value that cannot be read }");
  });

  it("reads no more members than it shows", () => {
    const read: number[] = [];
    const value = Array.from({ length: 1_000 }, () => 0);
    for (const index of value.keys()) {
      Object.defineProperty(value, index, { get: () => (read.push(index), 5) });
    }
    expect(excerpt(value)).toBe(`[${"5, ".repeat(26)}5...`);
    expect(read.length).toBeLessThan(30);
  });

  it("never throws and never runs on, whatever the value", () => {
    fc.assert(
      fc.property(nearly, (plan) => {
        expect(excerpt(grow(plan)).length).toBeLessThanOrEqual(83);
      }),
    );
  });
});
