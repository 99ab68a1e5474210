import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyOf, TokenMemory } from "../../src/walk/token-memory.js";

/** How many tokens are taken until one is known; `undefined` if none of the first `most` is. */
function takenUntilRepeat(tokenAt: (n: number) => unknown, most: number): number | undefined {
  const memory = new TokenMemory();
  for (let n = 0; n < most; n += 1) {
    if (memory.isRepeat(tokenAt(n))) return n;
  }
  return undefined;
}

describe("the memory of tokens", () => {
  test("knows the first token that comes again, and none before", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-h]$/)), (tokens) => {
        const first = tokens.findIndex((token, i) => tokens.indexOf(token) < i);
        expect(takenUntilRepeat((n) => tokens[n], tokens.length)).toBe(first === -1 ? undefined : first);
      }),
    );
  });

  test.each([1, 2, 3, 9_999, 10_000])("is exact for a cycle of %d tokens, wherever it begins", (length) => {
    for (const lead of [0, 1, 5, 10_001]) {
      const tokenAt = (n: number): string => (n < lead ? `lead ${n}` : `cycle ${(n - lead) % length}`);
      expect(takenUntilRepeat(tokenAt, lead + length + 1)).toBe(lead + length);
    }
  });

  test.each([20_001, 25_000, 70_000])("finds a cycle of %d tokens too, within two more rounds of it", (length) => {
    const found = takenUntilRepeat((n) => `cycle ${n % length}`, 4 * length);
    expect(found).toBeGreaterThanOrEqual(length);
    expect(found).toBeLessThan(3 * length);
  });

  test("takes a hundred thousand different tokens for no repeat", () => {
    expect(takenUntilRepeat((n) => `token ${n}`, 100_000)).toBeUndefined();
  });

  test("is constant: a million tokens leave no more than twenty thousand behind", () => {
    const memory = new TokenMemory();
    let remembered = 0;
    for (let n = 0; n < 1_000_000; n += 1) memory.isRepeat(n);
    // Asked from the youngest back, since asking for a token that is not known remembers it.
    while (remembered <= 30_000 && memory.isRepeat(999_999 - remembered)) remembered += 1;
    expect(remembered).toBeGreaterThanOrEqual(10_000);
    expect(remembered).toBeLessThanOrEqual(20_000);
  });
});

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
    fc.date({ noInvalidDate: true }),
    fc.array(tie("token"), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie("token"), { maxKeys: 3 }),
  ),
})).token;

const shuffled = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(shuffled);
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
    [new Date(0), 0],
    [new Date(0), new Date(1)],
    [new Date(0), {}],
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
});

/** Members in one order, so that two structures can be compared as text. */
function shuffledDeep(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(shuffledDeep);
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, shuffledDeep(member)])
    .concat([["an object"]]);
}
