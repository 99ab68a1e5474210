import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjects$ } from "@rekognition-rx/core";
import { lastValueFrom } from "rxjs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { traceRequests as TraceRequests } from "../../src/trace/trace-requests.js";

let loads = 0;
let traceRequests: typeof TraceRequests;

beforeAll(async () => {
  vi.resetModules();
  vi.doMock("@opentelemetry/api", () => {
    loads += 1;
    throw new Error("Cannot find package '@opentelemetry/api'");
  });
  ({ traceRequests } = await import("../../src/trace/trace-requests.js"));
});

afterAll(() => {
  vi.doUnmock("@opentelemetry/api");
  vi.resetModules();
});

const page: DescribeProjectsCommandOutput = { $metadata: {}, ProjectDescriptions: [] };
const client = { send: () => Promise.resolve(page) };

test("without @opentelemetry/api every request fails with a sentence that says what to install", async () => {
  await expect(lastValueFrom(describeProjects$({ client, perRequest: traceRequests() }))).rejects.toThrow(
    "traceRequests needs the package @opentelemetry/api: npm install @opentelemetry/api",
  );
});

test("and requests are made untraced where tracing is optional, with what was to be traced around them", async () => {
  let wrapped = 0;
  const counting = traceRequests<DescribeProjectsCommandOutput>(
    (page$) => {
      wrapped += 1;
      return page$;
    },
    { optional: true },
  );
  const before = loads;
  expect(await lastValueFrom(describeProjects$({ client, perRequest: counting }))).toBe(page);
  expect(await lastValueFrom(describeProjects$({ client, perRequest: counting }))).toBe(page);
  expect(
    await lastValueFrom(describeProjects$({ client, perRequest: traceRequests(undefined, { optional: true }) })),
  ).toBe(page);
  expect(wrapped).toBe(2);
  // It is looked for once, and not with each request.
  expect(loads).toBe(before);
});
