import { describeProjects$, describeProjectVersions$ } from "@rekognition-rx/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type LimiterRegistry, limiterRegistry } from "../../src/limit/limiter-registry.js";
import { pacedByQuota } from "../../src/pace/paced-by-quota.js";
import { tokenBucket } from "../../src/limit/token-bucket.js";
import { runVirtually, settle } from "../retry/support/run-virtually.js";
import { serviceOf } from "../retry/support/scripted-service.js";
import { JumpyScheduler } from "../limit/support/jumpy-scheduler.js";
import { even } from "../limit/support/even.js";

const ABC = [["a"], ["b"], ["c"]];
const place = { account: "111122223333", region: "eu-west-1" };
const SHARED = Symbol.for("@rekognition-rx/limiters");

/** The registry of the process, which tests must not leave to each other. */
function forget(): void {
  Reflect.deleteProperty(globalThis, SHARED);
}

beforeEach(forget);
afterEach(forget);

describe("pacedByQuota", () => {
  test("shares a quota over the listings of an account, a region and an operation, and no further", async () => {
    const scheduler = new JumpyScheduler();
    const registry = limiterRegistry(() => tokenBucket({ ratePerSecond: 10, scheduler, random: even }));
    const sentAt = async (...walks: (() => { subscribe(): unknown })[]): Promise<number> => {
      const from = scheduler.frame;
      for (const walk of walks) {
        walk().subscribe();
      }
      await runVirtually(scheduler);
      return scheduler.frame - from;
    };
    const projects =
      (region: string, account = place.account) =>
      () =>
        describeProjects$({
          client: serviceOf(ABC).client,
          perRequest: pacedByQuota({ account, region }, { registry, scheduler }),
        });
    const versions = () =>
      describeProjectVersions$(
        {
          client: { send: () => Promise.resolve({ $metadata: {}, ProjectVersionDescriptions: [] }) },
          perRequest: pacedByQuota(place, { registry, scheduler }),
        },
        { ProjectArn: "arn" },
      );
    expect(await sentAt(projects("eu-west-1"), projects("eu-west-1"))).toBe(500);
    scheduler.advance(100);
    expect(await sentAt(projects("eu-west-1"), projects("us-east-1"))).toBe(200);
    scheduler.advance(100);
    expect(await sentAt(projects("eu-west-1"), projects("eu-west-1", "444455556666"))).toBe(200);
    scheduler.advance(100);
    expect(await sentAt(projects("eu-west-1"), versions)).toBe(200);
  });

  test("shares over two copies of the package in one process", async () => {
    vi.resetModules();
    const { pacedByQuota: another } = await import("../../src/pace/paced-by-quota.js");
    expect(another).not.toBe(pacedByQuota);
    const walks = [pacedByQuota, another].map((paced) => {
      const { client, sent } = serviceOf(ABC);
      return { sent, subscription: describeProjects$({ client, perRequest: paced(place) }).subscribe() };
    });
    await settle();
    // One permit at once, by the documented quota, for the two of them.
    expect(walks.map(({ sent }) => sent.length)).toEqual([1, 0]);
    for (const { subscription } of walks) {
      subscription.unsubscribe();
    }
  });

  test("makes the registry of the process when a listing needs it", () => {
    expect(Reflect.has(globalThis, SHARED)).toBe(false);
    pacedByQuota(place);
    expect(Reflect.has(globalThis, SHARED)).toBe(true);
  });

  test("refuses retry options that cannot work at once", () => {
    expect(() => pacedByQuota(place, { maxAttempts: 0 })).toThrow(RangeError);
  });

  test.each<[unknown, string]>([
    [undefined, 'account must be a text such as "111122223333", not undefined'],
    [{}, 'account must be a text such as "111122223333", not undefined'],
    [{ account: "", region: "eu-west-1" }, 'account must be a text such as "111122223333", not ""'],
    [{ account: 111122223333, region: "eu-west-1" }, 'account must be a text such as "111122223333", not 111122223333'],
    [{ account: "111122223333" }, 'region must be a text such as "us-east-1", not undefined'],
    [{ account: "111122223333", region: () => "x" }, 'region must be a text such as "us-east-1", not a function'],
  ])("refuses a place that is none at once: %j", (unplaced, message) => {
    expect(() => pacedByQuota(unplaced as typeof place)).toThrow(new TypeError(`pacedByQuota: ${message}`));
  });

  test("refuses a registry that is none at once", () => {
    const registry = new Map() as unknown as LimiterRegistry;
    expect(() => pacedByQuota(place, { registry })).toThrow(
      new TypeError(
        "pacedByQuota: registry must be a registry of limiters, such as limiterRegistry(), with limiter(), " +
          "not an object with no members",
      ),
    );
  });
});
