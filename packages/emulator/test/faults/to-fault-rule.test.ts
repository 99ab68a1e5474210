import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEmulator, type FaultRequest, type FaultSpec } from "@rekognition-rx/emulator";
import { toFaultRule } from "../../src/faults/to-fault-rule.js";

const request: FaultRequest = {
  operation: "DescribeProjects",
  index: 0,
  input: {},
  accountId: "111122223333",
  region: "us-east-1",
  accessKeyId: "a",
  time: 5_000,
};
const throttle = { type: "throttle" } as const;

/** The numbers of the requests that a rule strikes. */
function struck(spec: FaultSpec, requests = 12, change: Partial<FaultRequest> = {}): number[] {
  const rule = toFaultRule(spec, () => 0);
  return Array.from({ length: requests }, (_, index) => index).filter(
    (index) => rule({ ...request, ...change, index }) !== undefined,
  );
}

const play = (spec: FaultSpec): (string | undefined)[] => {
  const rule = toFaultRule(spec, () => 0);
  return Array.from({ length: 7 }, (_, index) => rule({ ...request, index })?.type);
};

describe("a rule in JSON", () => {
  test.each<readonly [FaultSpec["requests"], readonly number[]]>([
    [undefined, [0, 1, 2, 3, 4, 5]],
    [2, [2]],
    [
      [1, 4],
      [1, 4],
    ],
    [{ from: 3 }, [3, 4, 5]],
    [{ to: 1 }, [0, 1]],
    [{ from: 1, to: 4, every: 3 }, [1, 4]],
    [{ every: 2 }, [0, 2, 4]],
  ])("takes the requests %j", (requests, expected) => {
    expect(struck({ requests, fault: throttle }, 6)).toEqual(expected);
  });

  test("whose fault cannot strike a request uses up none of its times on it", () => {
    const expired: FaultSpec = { times: 1, fault: { type: "expired-token" } };
    const rule = toFaultRule(expired, () => 0);
    const answers = [{}, { NextToken: "" }, { NextToken: "a" }, { NextToken: "b" }].map((input, index) =>
      rule({ ...request, index, input }),
    );
    expect(answers).toEqual([undefined, undefined, { type: "expired-token" }, undefined]);
  });

  test("is about some operations, an account, a region", () => {
    for (const [spec, other] of [
      [{ operation: "DescribeProjects" }, { operation: "DescribeDataset" }],
      [{ operation: ["ListDatasetLabels", "DescribeProjects"] }, { operation: "DescribeDataset" }],
      [{ accountId: "111122223333" }, { accountId: "444455556666" }],
      [{ region: "us-east-1" }, { region: "eu-west-1" }],
    ] as const) {
      expect(struck({ ...spec, fault: throttle }, 2)).toEqual([0, 1]);
      expect(struck({ ...spec, fault: throttle }, 2, other)).toEqual([]);
    }
  });

  test("is an outage from one time until another", () => {
    const at = Date.UTC(2026, 0, 1);
    for (const [between, times] of [
      [{ from: at + 1, until: at + 3 }, [at + 1, at + 2]],
      [{ from: "2026-01-01T00:00:00.002Z" }, [at + 2, at + 3]],
      [{ until: "2026-01-01T00:00:00.001Z" }, [at]],
      [{}, [at, at + 1, at + 2, at + 3]],
    ] as const) {
      const rule = toFaultRule({ between, fault: throttle }, () => 0);
      const met = [0, 1, 2, 3].map((ms) => at + ms).filter((time) => rule({ ...request, time }) !== undefined);
      expect(met).toEqual(times);
    }
  });

  test("is about a poisoned input, however much else there is in it", () => {
    const spec = { input: { ProjectArn: "x", Image: { S3Object: { Name: "1.jpg" } }, Names: ["a"] }, fault: throttle };
    const poisoned = {
      ProjectArn: "x",
      Image: { S3Object: { Name: "1.jpg", Bucket: "b" } },
      Names: ["a"],
      NextToken: "t",
    };
    expect(struck(spec, 2, { input: poisoned })).toEqual([0, 1]);
    for (const input of [
      undefined,
      { ...poisoned, ProjectArn: "y" },
      { ...poisoned, Image: { S3Object: { Name: "2.jpg" } } },
      { ...poisoned, Image: "1.jpg" },
      { ...poisoned, Names: ["a", "b"] },
    ]) {
      expect(struck(spec, 2, { input })).toEqual([]);
    }
  });

  test("strikes so many times at most", () => {
    expect(struck({ times: 2, requests: { from: 3 }, fault: throttle })).toEqual([3, 4]);
  });

  test("strikes a share of the requests, the same for the same seed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, probability) => {
          const spec = { seed, probability, fault: throttle };
          const first = struck(spec, 400);
          expect(struck(spec, 400)).toEqual(first);
          expect(Math.abs(first.length / 400 - probability)).toBeLessThan(0.15);
        },
      ),
      { numRuns: 50 },
    );
    expect(struck({ seed: 1, probability: 0.5, fault: throttle }, 50)).not.toEqual(
      struck({ seed: 2, probability: 0.5, fault: throttle }, 50),
    );
  });

  test("strikes what a token bucket does not let through, for each operation, account and region", () => {
    let now = 0;
    const rule = toFaultRule({ bucket: { ratePerSecond: 1, burst: 2 }, fault: throttle }, () => now);
    const asked = (change: Partial<FaultRequest> = {}): boolean => rule({ ...request, ...change }) !== undefined;
    expect([asked(), asked(), asked(), asked()]).toEqual([false, false, true, true]);
    for (const other of [{ operation: "DescribeDataset" }, { accountId: "444455556666" }, { region: "eu-west-1" }]) {
      expect([asked(other), asked(other), asked(other)]).toEqual([false, false, true]);
    }
    now = 1_000;
    expect([asked(), asked()]).toEqual([false, true]);
  });

  test("plays a script, once or over and over", () => {
    const script = [throttle, null, { type: "hang" }] as const;
    const once = ["throttle", undefined, "hang", undefined, undefined, undefined, undefined];
    expect(play({ script })).toEqual(once);
    expect(play({ script, repeat: true })).toEqual([
      "throttle",
      undefined,
      "hang",
      "throttle",
      undefined,
      "hang",
      "throttle",
    ]);
    expect(play({ script, requests: { from: 2 } }).slice(2, 5)).toEqual(once.slice(0, 3));
  });

  test("what is wrong with a fault of any kind is said once", async () => {
    const faults = { fault: null } as unknown as FaultSpec;
    await expect(createEmulator({ faults })).rejects.toThrow(/^the fault rule: fault is null; it must be an object$/);
  });

  test.each<readonly [unknown, string]>([
    [{}, "it must have either a fault or a script"],
    [{ fault: throttle, script: [throttle] }, "it must have either a fault or a script"],
    [
      { fault: { type: "explode" } },
      'fault.type is "explode"; it must be one of throttle, xml-throttle, exception, error,',
    ],
    [{ fault: { type: "latency", ms: -1 } }, "fault.ms is -1; it must be 0 or more"],
    [{ fault: { type: "latency" } }, "fault.ms is missing"],
    [{ fault: { type: "throttle", when: 1 } }, "fault.when is not a known member"],
    [{ fault: { type: "reset", when: "never" } }, 'fault.when is "never"; it must be one of before, middle, after'],
    [{ probability: 2, fault: throttle }, "probability is 2; it must be 1 or less"],
    [{ script: [null, { type: "exception" }] }, "script[1].name is missing"],
    [{ operations: "x", fault: throttle }, "operations is not a known member"],
    // It would never strike, and its test would pass by accident.
    [{ operation: "DescribeProject", fault: throttle }, 'operation is "DescribeProject"; it must be one of Describe'],
    [{ operation: ["DescribeProjects", "*"], fault: throttle }, 'operation[1] is "*"; it must be one of Describe'],
    [{ bucket: { ratePerSecond: 5 }, fault: throttle }, "bucket.burst is missing"],
    [
      { bucket: { ratePerSecond: 0, burst: 1 }, fault: throttle },
      "bucket.ratePerSecond is 0; it must be 0.001 or more",
    ],
    [{ fault: { type: "clock-skew", ms: 1e300 } }, "fault.ms is 1e+300; it must be 3153600000000 or less"],
    [{ between: { from: "2026-02-30T00:00:00Z" }, fault: { type: "hang" } }, 'between.from is "2026-02-30T00:00:00Z"'],
    [
      { fault: { type: "throttle", headers: { "a b": "c" } } },
      'fault.headers has a member whose name is "a b"; it must be',
    ],
    [{ fault: { type: "latency", ms: 1e12 } }, "fault.ms is 1000000000000; it must be 2147483647 or less"],
    [{ fault: { type: "content-type", value: "a\r\nb" } }, "it must be a value that a header can have"],
    [{ fault: { type: "throttle", headers: { a: "\u0000" } } }, "it must be a value that a header can have"],
    [{ fault: { type: "error", status: 100, code: "a", message: "b" } }, "fault.status is 100; it must be 200 or more"],
  ])("%j is refused with its place", async (spec, message) => {
    const faults = spec as FaultSpec;
    await expect(createEmulator({ faults })).rejects.toThrow(message);
  });
});
