import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TokenBucket } from "../../src/time/token-bucket.js";

describe("TokenBucket", () => {
  test("lets through, in any window, at most what its rate and burst allow", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 700 })), { minLength: 1, maxLength: 150 }),
        (ratePerSecond, burst, gaps) => {
          const bucket = new TokenBucket({ ratePerSecond, burst }, 0);
          const passed: number[] = [];
          let now = 0;
          for (const gap of gaps) {
            now += gap;
            if (bucket.take(now)) {
              passed.push(now);
            }
          }
          for (const [first, from] of passed.entries()) {
            for (const [last, to] of passed.entries()) {
              if (last < first) {
                continue;
              }
              const allowed = burst + ((to - from) / 1_000) * ratePerSecond;
              expect(last - first + 1).toBeLessThanOrEqual(allowed + 1e-6);
            }
          }
        },
      ),
    );
  });

  test("lets through everything that keeps to its rate", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 300 }), (ratePerSecond, requests) => {
        const bucket = new TokenBucket({ ratePerSecond, burst: 1 }, 0);
        for (let index = 0; index < requests; index += 1) {
          expect(bucket.take((index * 1_000) / ratePerSecond)).toBe(true);
        }
      }),
    );
  });

  test("holds no more than its burst after any rest", () => {
    const bucket = new TokenBucket({ ratePerSecond: 10, burst: 3 }, 0);
    const taken = [1, 2, 3, 4].map(() => bucket.take(3_600_000));
    expect(taken).toEqual([true, true, true, false]);
  });

  test("gives nothing for a clock that goes back and forth", () => {
    const bucket = new TokenBucket({ ratePerSecond: 1, burst: 1 }, 10_000);
    expect(bucket.take(10_000)).toBe(true);
    expect([9_000, 10_000, 0, 10_500].map((now) => bucket.take(now))).toEqual([false, false, false, false]);
    expect(bucket.take(11_000)).toBe(true);
  });

  test("takes nothing away for a clock that goes back", () => {
    const bucket = new TokenBucket({ ratePerSecond: 1, burst: 2 }, 10_000);
    expect([10_000, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, false]);
  });
});
