import * as fc from "fast-check";
import { createContext, runInContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { keyOf } from "../../src/walk/token-key.js";

/** What tokens are made of: JSON, and what DynamoDB and the wire add to it. */
const tokens = fc.letrec((tie) => ({
  token: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt(),
    fc.uint8Array({ maxLength: 4 }),
    fc.array(tie("token"), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie("token"), { maxKeys: 3 }),
  ),
})).token;

const shuffled = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(shuffled);
  }
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, shuffled(member)]),
  );
};

describe("the key of a token", () => {
  test("is equal for equal structures, whatever the order of their members", () => {
    fc.assert(
      fc.property(tokens, (token) => {
        expect(keyOf(shuffled(token))).toBe(keyOf(token));
      }),
    );
  });

  test("is equal for no other two", () => {
    fc.assert(
      fc.property(tokens, tokens, (one, two) => {
        const same = fc.stringify(shuffledDeep(one)) === fc.stringify(shuffledDeep(two));
        expect(keyOf(one) === keyOf(two)).toBe(same);
      }),
    );
  });

  test.each<[unknown, unknown]>([
    ["1", 1],
    ["1", 1n],
    [1, 1n],
    ["null", null],
    ["true", true],
    [["a", "b"], ["a,b"]],
    [["a"], { 0: "a" }],
    [{ a: "b" }, '{"a":"b"}'],
    [{ a: { b: 1 } }, { "a.b": 1 }],
    [Uint8Array.of(1, 2), [1, 2]],
    [Uint8Array.of(1, 2), "1,2"],
    [Uint8Array.of(1, 2), { 0: 1, 1: 2 }],
    [Uint8Array.of(1, 2), Uint8Array.of(12)],
    [["a", "b"], ["a,string:b"]],
    [{}, []],
    [{ a: null }, {}],
  ])("differs: %o and %o", (one, two) => {
    expect(keyOf(one)).not.toBe(keyOf(two));
  });

  test("takes a member that is undefined for one that is not there, as the wire does", () => {
    expect(keyOf({ a: 1, b: undefined })).toBe(keyOf({ a: 1 }));
  });

  test("is the token itself for a string", () => {
    expect(keyOf("AbC=")).toBe("AbC=");
  });

  test("is short for a long token, and another for every other token", () => {
    const long = "a".repeat(20_000);
    expect(keyOf(long).length).toBeLessThan(100);
    const keys = new Set(Array.from({ length: 50 }, (_, n) => keyOf(`${n}${long}`)));
    expect(keys.size).toBe(50);
    expect(keyOf({ a: long })).toBe(keyOf({ a: long }));
  });

  test("takes a plain object of another realm, and one without a prototype", () => {
    const foreign: unknown = runInContext("({ id: [1] })", createContext());
    expect(keyOf(foreign)).toBe(keyOf({ id: [1] }));
    expect(keyOf(Object.assign(Object.create(null) as object, { id: [1] }))).toBe(keyOf({ id: [1] }));
  });

  class NumberValue {
    readonly value = "1";
  }
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;

  // Each would compare equal to another, or come back from a file as something else.
  test.each<[string, unknown]>([
    ["an object of the class Map", new Map([["a", 1]])],
    ["an object of the class Set", new Set(["a"])],
    ["an object of the class Date", new Date(0)],
    ["an object of the class URL", new URL("https://a.example")],
    ["an object of the class NumberValue", new NumberValue()],
    ["an object of the class Float64Array", Float64Array.of(1)],
    ["NaN", Number.NaN],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["a symbol", Symbol("a")],
    ["a function", () => 1],
  ])("is a TypeError that says what it holds: %s", (what, token) => {
    expect(() => keyOf({ id: [token] })).toThrow(TypeError);
    expect(() => keyOf({ id: [token] })).toThrow(`the token holds ${what}, so`);
    expect(() => keyOf(token)).toThrow(TypeError);
  });

  test("is a TypeError for a token that refers to itself", () => {
    expect(() => keyOf(circle)).toThrow("the token refers to itself");
  });
});

/** Members in one order, so that two structures can be compared as text. */
function shuffledDeep(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(shuffledDeep);
  }
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, shuffledDeep(member)])
    .concat([["an object"]]);
}
