import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Limiter } from "../../src/limit/limiter.js";
import { limiterRegistry, type QuotaScope } from "../../src/limit/limiter-registry.js";
import { tokenBucket } from "../../src/limit/token-bucket.js";

const scope: QuotaScope = { account: "111122223333", region: "eu-west-1", operation: "DescribeProjects" };
const scopes = fc.record({
  account: fc.oneof(fc.constantFrom("a", "b"), fc.string({ minLength: 1 })),
  region: fc.oneof(fc.constantFrom("a", "b"), fc.string({ minLength: 1 })),
  operation: fc.constantFrom("a", "b", '"', ","),
});

describe("limiterRegistry", () => {
  test("has one limiter for each account, region and operation", () => {
    fc.assert(
      fc.property(scopes, scopes, (one, other) => {
        const registry = limiterRegistry();
        const same = one.account === other.account && one.region === other.region && one.operation === other.operation;
        expect(registry.limiter(one) === registry.limiter({ ...other })).toBe(same);
        expect(registry.limiter({ ...one })).toBe(registry.limiter(one));
      }),
    );
  });

  test("refuses at once what makes no limiter", () => {
    expect(() => limiterRegistry(5 as never)).toThrow(
      new TypeError("limiterRegistry: create must be a function that makes the limiter of a scope, not 5"),
    );
  });

  test("makes a limiter when its scope is first asked for, and only then", () => {
    const made: QuotaScope[] = [];
    const registry = limiterRegistry((asked) => {
      made.push(asked);
      return tokenBucket({ ratePerSecond: 1 });
    });
    expect(made).toEqual([]);
    registry.limiter(scope);
    registry.limiter(scope);
    registry.limiter({ ...scope, region: "us-east-1" });
    expect(made).toEqual([scope, { ...scope, region: "us-east-1" }]);
  });

  test("refuses a scope of which something is not known, which others would share", () => {
    for (const unknown of ["account", "region", "operation"]) {
      for (const value of [undefined, null, "", 5]) {
        expect(() => limiterRegistry().limiter({ ...scope, [unknown]: value })).toThrow(
          new RegExp(`^limiterRegistry: ${unknown} must be a text such as `),
        );
      }
    }
    expect(() => limiterRegistry().limiter(JSON.parse("null") as QuotaScope)).toThrow(
      /^limiterRegistry: account must be/,
    );
  });

  test("refuses what is no limiter, before a request waits for it", () => {
    expect(() => limiterRegistry(() => JSON.parse("{}") as Limiter).limiter(scope)).toThrow(
      /^limiterRegistry: create: the limiter must be one such as tokenBucket/,
    );
  });

  test("asks again when making a limiter threw", () => {
    let calls = 0;
    const good = tokenBucket({ ratePerSecond: 1 });
    const registry = limiterRegistry((): Limiter => {
      calls += 1;
      if (calls === 1) {
        throw new Error("no quota server");
      }
      return good;
    });
    expect(() => registry.limiter(scope)).toThrow("no quota server");
    expect(registry.limiter(scope)).toBe(good);
  });

  test("gives one permit at once by default: the documented quota, and no burst", () => {
    const limiter = limiterRegistry().limiter(scope);
    let permits = 0;
    const waiting = [1, 2].map(() => limiter.permit().subscribe(() => (permits += 1)));
    expect(permits).toBe(1);
    for (const subscription of waiting) {
      subscription.unsubscribe();
    }
  });
});
