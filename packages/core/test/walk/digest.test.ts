import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digest } from "../../src/walk/digest.js";

describe("a digest", () => {
  test("is 16 hexadecimal digits, and the same each time", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(digest(text)).toMatch(/^[0-9a-f]{16}$/);
        expect(digest(text)).toBe(digest(text));
      }),
    );
  });

  // 20 000 random digests of 64 bits meet once in a hundred billion runs; those of 32 bits in one run of twenty.
  test.each<[string, (n: number) => string]>([
    ["numbers", (n) => String(n)],
    ["texts that differ in their last character alone", (n) => "x".repeat(n % 500) + String.fromCharCode(n / 50)],
    ["ARNs", (n) => `arn:aws:rekognition:us-east-1:111122223333:project/p-${n}/1700000000000`],
    ["texts that differ at their beginning", (n) => `${n}${"tail".repeat(20)}`],
  ])("differs between 20 000 %s", (_, textAt) => {
    const digests = new Set<string>();
    for (let n = 0; n < 20_000; n += 1) {
      digests.add(digest(textAt(n)));
    }
    expect(digests.size).toBe(20_000);
  });

  test("changes half of its bits with one bit of the text, on average", () => {
    let changed = 0;
    for (let n = 0; n < 1_000; n += 1) {
      const one = BigInt(`0x${digest(`key ${n} a`)}`);
      const two = BigInt(`0x${digest(`key ${n} c`)}`);
      changed += (one ^ two).toString(2).replaceAll("0", "").length;
    }
    expect(changed / 1_000).toBeGreaterThan(30);
    expect(changed / 1_000).toBeLessThan(34);
  });

  test("is another with another seed", () => {
    expect(digest("a", 1)).not.toBe(digest("a"));
  });
});
