import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TokenMemory } from "../../src/walk/token-memory.js";

/** How many tokens are taken until one is known; `undefined` if none of the first `most` is. */
function takenUntilRepeat(tokenAt: (n: number) => unknown, most: number): number | undefined {
  const memory = new TokenMemory();
  for (let n = 0; n < most; n += 1) {
    if (!memory.admit(tokenAt(n))) {
      return n;
    }
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

  test("is constant: two hundred thousand tokens leave no more than twenty thousand behind", () => {
    const memory = new TokenMemory();
    let remembered = 0;
    for (let n = 0; n < 200_000; n += 1) {
      memory.admit(n);
    }
    // Asked from the youngest back, since asking for a token that is not known remembers it.
    while (remembered <= 30_000 && !memory.admit(199_999 - remembered)) {
      remembered += 1;
    }
    expect(remembered).toBeGreaterThanOrEqual(10_000);
    expect(remembered).toBeLessThanOrEqual(20_000);
  });
});

test("a memory of long tokens is small: their digests are kept", () => {
  const memory = new TokenMemory();
  const tail = "x".repeat(2_000);
  for (let n = 0; n < 100; n += 1) {
    expect(memory.admit(`${n}${tail}`)).toBe(true);
  }
  for (let n = 0; n < 100; n += 1) {
    expect(memory.admit(`${n}${tail}`)).toBe(false);
  }
});
