import { describe, expect, test } from "vitest";
import type { Limiter } from "../../src/limit/limiter.js";
import { paced } from "../../src/pace/paced.js";
import { rateLimit } from "../../src/pace/rate-limit.js";
import { tokenBucket } from "../../src/limit/token-bucket.js";

describe("what gives no permits is a TypeError at once", () => {
  test.each<readonly [limiter: unknown, given: string]>([
    [undefined, "undefined"],
    [null, "null"],
    [5, "5"],
    ["bucket", '"bucket"'],
    [tokenBucket, "a function"],
    [{}, "an object with no members"],
    [{ ratePerSecond: 5 }, "an object with ratePerSecond"],
    [{ permit: true, throttled: true }, "an object with permit, throttled"],
  ])("%o", (limiter, given) => {
    const says = (caller: string): TypeError =>
      new TypeError(
        `${caller}: the limiter must be one such as tokenBucket({ ratePerSecond: 5 }) or adaptiveLimiter(), ` +
          `with permit() and throttled(), not ${given}`,
      );
    expect(() => rateLimit(limiter as Limiter)).toThrow(says("rateLimit"));
    expect(() => paced(limiter as Limiter)).toThrow(says("paced"));
  });

  test("and a limiter is none", () => {
    expect(() => rateLimit(tokenBucket({ ratePerSecond: 5 }))).not.toThrow();
    expect(() => paced(tokenBucket({ ratePerSecond: 5 }))).not.toThrow();
  });
});
