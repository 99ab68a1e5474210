import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sameValue } from "../../src/watch/same-value.js";

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.date(), fc.constant(null), fc.constant(undefined));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }),
  ),
}));

describe("two values", () => {
  test("are the same where one is a copy of the other, whatever the order of its members", () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(sameValue(one, structuredClone(one))).toBe(true);
        expect(sameValue(one, backwards(one))).toBe(true);
      }),
    );
  });

  test("are the same as JSON says, where both are JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (one, other) => {
        expect(sameValue(one, other)).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: undefined, b: 1 }, { b: 1, c: undefined }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1 }, { b: 1 }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [new Date(1), new Date(1), true],
    [new Date(1), new Date(2), false],
    [new Date(Number.NaN), new Date(Number.NaN), true],
    [new Date(1), {}, false],
    [{}, new Date(1), false],
    [1, "1", false],
    [null, {}, false],
    [{}, null, false],
    [Number.NaN, Number.NaN, true],
  ])("%o and %o are the same: %s", (one, other, same) => {
    expect(sameValue(one, other)).toBe(same);
  });
});

function backwards(of: unknown): unknown {
  if (Array.isArray(of)) {
    return of.map(backwards);
  }
  return typeof of === "object" && of !== null && !(of instanceof Date)
    ? Object.fromEntries(
        Object.entries(of)
          .toReversed()
          .map(([key, member]) => [key, backwards(member)]),
      )
    : of;
}

function sorted(of: unknown): unknown {
  if (Array.isArray(of)) {
    return of.map(sorted);
  }
  return typeof of === "object" && of !== null
    ? {
        members: Object.entries(of)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, member]) => [key, sorted(member)]),
      }
    : Object.is(of, -0)
      ? "-0"
      : of;
}
