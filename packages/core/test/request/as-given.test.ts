import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asGiven } from "../../src/request/as-given.js";

const fail = (): never => {
  throw new Error("hostile");
};

describe("a value that is refused", () => {
  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    [3, "3"],
    [-0.5, "-0.5"],
    [Number.NaN, "NaN"],
    [10n, "10n"],
    [true, "true"],
    ["3", '"3"'],
    ["", '""'],
    ["two\nlines", '"two\\nlines"'],
    ["x".repeat(80), `"${"x".repeat(80)}"`],
    [{ ["m".repeat(99)]: 1 }, `an object with ${"m".repeat(80)}`],
    ["x".repeat(81), `"${"x".repeat(80)}..."`],
    [Symbol("token"), "Symbol(token)"],
    [fail, "a function"],
    [Map, "a function"],
    [[], "an array"],
    [{}, "an object with no members"],
    [new Map(), "an object with no members"],
    [{ a: 1, b: 2 }, "an object with a, b"],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, "an object with a, b, c, d, e"],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, "an object with a, b, c, d, e, ..."],
    [Object.create(null), "an object with no members"],
    [new Proxy({}, { ownKeys: fail }), "an object that cannot be read"],
    [{ toString: fail, toJSON: fail }, "an object with toString, toJSON"],
  ])("is spelt so that it differs from its like", (value, text) => {
    expect(asGiven(value)).toBe(text);
  });

  test("is spelt whatever it is, and never at length", () => {
    const disguises = {
      none: (value: unknown) => value,
      throwing: (value: unknown) =>
        new Proxy(Object(value) as object, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail }),
      revoked: (value: unknown) => {
        const { proxy, revoke } = Proxy.revocable(Object(value) as object, {});
        revoke();
        return proxy;
      },
    };
    const values = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
    fc.assert(
      fc.property(values, fc.constantFrom("none", "throwing", "revoked"), (value, disguise) => {
        const text = asGiven(disguises[disguise](value));
        expect(text).not.toBe("");
        expect(text.length).toBeLessThan(600);
      }),
    );
  });
});
