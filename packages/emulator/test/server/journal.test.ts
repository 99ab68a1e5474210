import { describe, expect, test } from "vitest";
import { call } from "../support/call.js";
import { post } from "../support/post.js";
import { start } from "../support/start.js";

describe("the journal", () => {
  test("says what was asked and what became of it", async () => {
    let now = 1_000;
    const emulator = await start({ account: { projects: [{ name: "a" }] }, clock: () => now++ });
    await post(emulator.url, { MaxResults: 1 });
    await post(emulator.url, { MaxResults: 0 });
    await post(emulator.url, "{", {});
    await post(emulator.url, {}, { headers: { authorization: undefined } });
    await post(emulator.url, {}, { headers: { "x-amz-target": "RekognitionService.DetectLabels" } });
    await post(emulator.url, {}, { method: "GET", headers: { "x-amz-target": undefined } });
    const nobody = { accountId: undefined, region: undefined, input: undefined, fault: undefined, latency: 0 };
    const home = {
      accountId: "111122223333",
      region: "us-east-1",
      operation: "DescribeProjects",
      fault: undefined,
      latency: 0,
    };
    expect(emulator.requests).toEqual([
      { ...home, time: 1_000, input: { MaxResults: 1 }, status: 200, errorType: undefined },
      { ...home, time: 1_001, input: { MaxResults: 0 }, status: 400, errorType: "ValidationException" },
      { ...home, time: 1_002, input: undefined, status: 400, errorType: "SerializationException" },
      {
        ...nobody,
        operation: "DescribeProjects",
        time: 1_003,
        status: 400,
        errorType: "MissingAuthenticationTokenException",
      },
      { ...nobody, operation: "DetectLabels", time: 1_004, status: 400, errorType: "UnknownOperationException" },
      { ...nobody, operation: undefined, time: 1_005, status: 404, errorType: "UnknownOperationException" },
    ]);
  });

  test("keeps the last requests up to its limit, and is emptied", async () => {
    const emulator = await start({ journalLimit: 3 });
    for (let MaxResults = 1; MaxResults <= 8; MaxResults += 1) {
      await post(emulator.url, { MaxResults });
      const kept = emulator.requests.map(({ input }) => input?.["MaxResults"]);
      expect(kept).toEqual([MaxResults - 2, MaxResults - 1, MaxResults].filter((each) => each > 0));
    }
    emulator.clearRequests();
    expect(emulator.requests).toEqual([]);
  });

  test("forgets the oldest requests when their bodies come to more than 32 MiB", async () => {
    const emulator = await start();
    const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/nobody/dataset/train/1700000000000";
    const GroundTruth = Buffer.alloc(3_000_000, "x").toString("base64");
    await call(emulator, "DescribeProjects", {});
    for (let index = 0; index < 10; index += 1) {
      await call(emulator, "UpdateDatasetEntries", { DatasetArn, Changes: { GroundTruth }, index });
    }
    // Four megabytes each: eight are kept, and what is smaller and later.
    await call(emulator, "DescribeProjects", { MaxResults: 5 });
    expect(emulator.requests.map(({ input }) => input?.["index"])).toEqual([2, 3, 4, 5, 6, 7, 8, 9, undefined]);
    expect(emulator.requests.at(-2)?.input).toMatchObject({ Changes: { GroundTruth } });
  });

  test("says by how much an answer is late", async () => {
    const emulator = await start({
      latency: 2,
      faults: [() => ({ type: "latency", ms: 3 }), () => ({ type: "throttle" })],
    });
    await post(emulator.url, {});
    expect(emulator.requests).toMatchObject([{ latency: 5, fault: "throttle", status: 400 }]);
  });

  test("once read, stays as it was read", async () => {
    const emulator = await start({ faults: ({ index }) => (index === 0 ? { type: "latency", ms: 30 } : undefined) });
    const late = post(emulator.url, {});
    while (emulator.requests[0]?.input === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const read = emulator.requests;
    await post(emulator.url, {});
    await late;
    expect(read).toMatchObject([{ status: undefined }]);
    expect(emulator.requests).toMatchObject([{ status: 200 }, { status: 200 }]);
  });
});
