import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backOff } from "../../src/retry/back-off.js";
import type { Failure, FailureReason } from "../../src/retry/classify-failure.js";

const NOW = Date.UTC(2026, 10, 23, 12);

function failure(reason: FailureReason, headers?: unknown): Failure {
  return { reason, response: headers === undefined ? undefined : { statusCode: 400, headers } };
}

describe("the delay before retry i", () => {
  test.each<[FailureReason, number[]]>([
    ["throttled", [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]],
    ["transient", [50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 20_000, 20_000]],
  ])("of a %s request doubles, and is 20 s at most", (reason, longest) => {
    expect(longest.map((_, i) => backOff(i, failure(reason), () => 1, NOW))).toEqual(longest);
  });

  test("is floor(random * min(base * 2^i, 20 000)), whatever the jitter", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<FailureReason>("throttled", "transient"),
        fc.nat({ max: 2_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (reason, i, random) => {
          const base = reason === "throttled" ? 1_000 : 50;
          const delay = backOff(i, failure(reason), () => random, NOW);
          expect(delay).toBe(Math.floor(random * Math.min(base * 2 ** i, 20_000)));
          expect(Number.isInteger(delay)).toBe(true);
        },
      ),
    );
  });

  test("takes its jitter from Math.random where none is given, and stays below the base", () => {
    const delays = Array.from({ length: 200 }, () => backOff(0, failure("throttled"), undefined, NOW));
    expect(delays.every((delay) => delay >= 0 && delay < 1_000)).toBe(true);
    expect(new Set(delays).size).toBeGreaterThan(1);
  });
});

test.each([Number.NaN, -0.1, 1.1, Infinity, "0.5", undefined])(
  "a random number that is none is a RangeError: %s",
  (given) => {
    expect(() => backOff(0, failure("throttled"), () => given as number, NOW)).toThrow(
      /^random must give a number from 0 to 1, not /,
    );
  },
);

const at = (ms: number): string => new Date(NOW + ms).toUTCString();

describe("the service's hint", () => {
  // The delay without a hint is 500.
  test.each<[string, Readonly<Record<string, unknown>>, number]>([
    ["seconds", { "retry-after": "3" }, 3_000],
    ["fractions of a second", { "retry-after": "2.25" }, 2_250],
    ["seconds as a number", { "retry-after": 3 }, 3_000],
    ["seconds, beyond the delay + 5 s", { "retry-after": "60" }, 5_500],
    ["no seconds", { "retry-after": "0" }, 500],
    ["a date", { "retry-after": at(3_000) }, 3_000],
    ["a date beyond the delay + 5 s", { "retry-after": at(60_000) }, 5_500],
    ["a date that has passed", { "retry-after": at(-60_000) }, 500],
    ["milliseconds", { "x-amz-retry-after": "750" }, 750],
    ["milliseconds below the delay", { "x-amz-retry-after": "100" }, 500],
    ["milliseconds beyond the delay + 5 s", { "x-amz-retry-after": "9000" }, 5_500],
    ["any case of retry-after", { "Retry-After": "3" }, 3_000],
    ["any case of x-amz-retry-after", { "X-AMZ-Retry-After": "750" }, 750],
    ["spaces around it", { "retry-after": " 3 " }, 3_000],
    ["another header beside it", { date: at(0), "retry-after": "3" }, 3_000],
    ["a readable one after an unreadable one", { "retry-after": "soon", "x-amz-retry-after": "750" }, 750],
    ["no time", { "retry-after": "soon" }, 500],
    ["nothing", { "retry-after": "" }, 500],
    ["words before a number", { "x-amz-retry-after": "in 750" }, 500],
    ["a unit after a number", { "x-amz-retry-after": "750 ms" }, 500],
    ["undefined", { "retry-after": undefined }, 500],
    ["another header", { "retry-later": "3" }, 500],
  ])("counts as max(t, min(hint, t + 5 000)): %s", (_, headers, expected) => {
    expect(backOff(0, failure("throttled", headers), () => 0.5, NOW)).toBe(expected);
  });

  test("lengthens every delay by 5 s at most, and shortens none", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<FailureReason>("throttled", "transient"),
        fc.nat({ max: 30 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.nat({ max: 40_000 }),
        (reason, i, random, hint) => {
          const plain = backOff(i, failure(reason), () => random, NOW);
          const hinted = backOff(i, failure(reason, { "x-amz-retry-after": String(hint) }), () => random, NOW);
          expect(hinted).toBe(Math.max(plain, Math.min(hint, plain + 5_000)));
        },
      ),
    );
  });

  test.each<[string, unknown]>([
    ["there is no response", undefined],
    ["the response is no object", "503"],
    ["the response is null", null],
    ["the response has no headers", { statusCode: 503 }],
    ["the headers are null", { headers: null }],
  ])("is none where %s", (_, response) => {
    expect(backOff(0, { reason: "throttled", response }, () => 0.5, NOW)).toBe(500);
  });
});
