import {
  DescribeProjectsCommand,
  type DescribeProjectsCommandOutput,
  InternalServerError,
  InvalidPaginationTokenException,
  ThrottlingException,
} from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import type { Emulator, Fault, FaultRequest, FaultRule } from "@rekognition-rx/emulator";
import { authorization, post } from "../support/post.js";
import { sdkClient } from "../support/sdk-client.js";
import { start } from "../support/start.js";

/** What the SDK's client makes of one request that meets a fault. */
async function outcome(emulator: Emulator, abortSignal?: AbortSignal): Promise<unknown> {
  const options = abortSignal === undefined ? {} : { abortSignal };
  return sdkClient(emulator.url)
    .send(new DescribeProjectsCommand({ MaxResults: 1 }), options)
    .catch((error: unknown) => error);
}

const account = { projects: [{ name: "a" }, { name: "b" }] };

function first(fault: Fault): FaultRule {
  return ({ index }) => (index === 0 ? fault : undefined);
}

describe("a fault, as the SDK sees it:", () => {
  test("throttle is a ThrottlingException, which takes nothing from the bucket", async () => {
    const emulator = await start({
      account,
      faults: first({ type: "throttle" }),
      throttle: { ratePerSecond: 1, burst: 1 },
      clock: () => 0,
    });
    const error = await outcome(emulator);
    expect(error).toBeInstanceOf(ThrottlingException);
    expect(error).toMatchObject({ message: "Rate exceeded" });
    expect(await outcome(emulator)).toMatchObject({ ProjectDescriptions: [{}] });
    expect(await outcome(emulator)).toBeInstanceOf(ThrottlingException);
  });

  test("throttle and error carry the headers they are given", async () => {
    const headers = { "retry-after": "3" };
    const emulator = await start({
      faults: ({ index }) =>
        index === 0
          ? { type: "throttle", headers }
          : { type: "error", status: 503, code: "ServiceUnavailable", message: "Try later", headers },
    });
    for (const status of [400, 503]) {
      const reply = await post(emulator.url, {});
      expect(reply.status).toBe(status);
      expect(reply.headers.get("retry-after")).toBe("3");
    }
  });

  test("error is the exception of its name", async () => {
    const emulator = await start({
      faults: first({ type: "error", status: 500, code: "InternalServerError", message: "Internal server error" }),
    });
    const error = await outcome(emulator);
    expect(error).toBeInstanceOf(InternalServerError);
    expect(error).toMatchObject({
      message: "Internal server error",
      Code: "InternalServerError",
      $fault: "server",
      $metadata: { httpStatusCode: 500 },
    });
  });

  test("error may be of a name that the service does not have", async () => {
    const emulator = await start({
      faults: first({
        type: "error",
        status: 403,
        code: "ExpiredTokenException",
        message: "The security token expired",
      }),
    });
    expect(await outcome(emulator)).toMatchObject({
      name: "ExpiredTokenException",
      message: "The security token expired",
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("reset is a connection reset by its peer", async () => {
    const emulator = await start({ faults: first({ type: "reset" }) });
    expect(await outcome(emulator)).toMatchObject({ code: "ECONNRESET" });
    expect(await outcome(emulator)).toHaveProperty("ProjectDescriptions");
  });

  test("truncate is an answer that does not parse, whole by its length", async () => {
    const emulator = await start({ account, faults: () => ({ type: "truncate" }) });
    expect(await outcome(emulator)).toMatchObject({ name: "SyntaxError" });
    const { status, headers, text } = await post(emulator.url, {});
    expect(status).toBe(200);
    expect(headers.get("content-length")).toBe(String(text.length));
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  test("hang is no answer until the client gives up", async () => {
    const emulator = await start({ faults: first({ type: "hang" }) });
    const patience = new AbortController();
    const hanging = outcome(emulator, patience.signal);
    await until(() => emulator.requests[0]?.fault === "hang");
    expect(emulator.requests[0]).toMatchObject({ status: undefined, errorType: undefined });
    patience.abort();
    expect(await hanging).toMatchObject({ name: "AbortError" });
  });

  test("empty-body is a page with neither list nor token", async () => {
    const emulator = await start({ account, faults: first({ type: "empty-body" }) });
    const page = (await outcome(emulator)) as DescribeProjectsCommandOutput;
    expect(page.ProjectDescriptions).toBeUndefined();
    expect(page.NextToken).toBeUndefined();
    expect(page.$metadata.httpStatusCode).toBe(200);
  });

  test.each(["made-up", "", undefined])("token makes the token %j, with the page as it was", async (value) => {
    const emulator = await start({ account, faults: () => ({ type: "token", value }) });
    const page = (await outcome(emulator)) as DescribeProjectsCommandOutput;
    expect(page.ProjectDescriptions).toHaveLength(1);
    expect(page.NextToken).toBe(value);
  });

  test("token puts one where there was none, and leaves errors alone", async () => {
    const emulator = await start({ account, faults: () => ({ type: "token", value: "again" }) });
    const last = await post(emulator.url, { MaxResults: 2 });
    expect(last.json["NextToken"]).toBe("again");
    const refused = await post(emulator.url, { NextToken: "again" });
    expect(refused.json).toMatchObject({ __type: "InvalidPaginationTokenException" });
    expect(refused.json).not.toHaveProperty("NextToken");
  });

  test("latency holds the answer back, and nothing else", async () => {
    const emulator = await start({ account, faults: () => ({ type: "latency", ms: 1_000 }) });
    const order: string[] = [];
    const slow = outcome(emulator).then(() => order.push("slow"));
    await until(() => emulator.requests.length === 1);
    emulator.setFaults(undefined);
    await outcome(emulator).then(() => order.push("fast"));
    await slow;
    expect(order).toEqual(["fast", "slow"]);
    expect(emulator.requests.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe("the rules", () => {
  test("know the operation, the input, who asks, and how often it was asked there", async () => {
    const asked: FaultRequest[] = [];
    const emulator = await start({
      account,
      accessKeys: { AKIDOTHER: "444455556666" },
      clock: () => 7,
      faults: (request) => {
        asked.push(request);
        return undefined;
      },
    });
    await post(emulator.url, { MaxResults: 1 });
    await post(emulator.url, "[]");
    await post(emulator.url, {}, { headers: { authorization: authorization({ region: "eu-west-1" }) } });
    await post(emulator.url, {}, { headers: { authorization: authorization({ accessKeyId: "AKIDOTHER" }) } });
    await post(emulator.url, {});
    const home = {
      operation: "DescribeProjects",
      accountId: "111122223333",
      region: "us-east-1",
      accessKeyId: "AKIDEXAMPLE",
      time: 7,
    };
    expect(asked).toEqual([
      { ...home, index: 0, input: { MaxResults: 1 } },
      { ...home, index: 1, input: undefined },
      { ...home, index: 0, input: {}, region: "eu-west-1" },
      { ...home, index: 0, input: {}, accountId: "444455556666", accessKeyId: "AKIDOTHER" },
      { ...home, index: 2, input: {} },
    ]);
  });

  test("are asked in turn until one gives more than a latency", async () => {
    const asked: string[] = [];
    const rule =
      (name: string, fault: Fault | undefined): FaultRule =>
      () => {
        asked.push(name);
        return fault;
      };
    const emulator = await start({
      faults: [
        rule("nothing", undefined),
        rule("late", { type: "latency", ms: 1 }),
        rule("empty", { type: "empty-body" }),
        rule("never asked", { type: "reset" }),
      ],
    });
    expect((await post(emulator.url, {})).text).toBe("{}");
    expect(asked).toEqual(["nothing", "late", "empty"]);
    expect(emulator.requests).toMatchObject([{ fault: "empty-body", status: 200 }]);
  });

  test("change while the emulator runs, with the index going on", async () => {
    const emulator = await start();
    await post(emulator.url, {});
    emulator.setFaults([({ index }) => ({ type: "error", status: 400, code: "Seen", message: String(index) })]);
    expect((await post(emulator.url, {})).json).toEqual({ __type: "Seen", message: "1" });
    emulator.setFaults(undefined);
    expect((await post(emulator.url, {})).status).toBe(200);
  });

  test("that throw are reported as such, in an error that no client retries", async () => {
    const emulator = await start({
      faults: () => {
        throw new RangeError("no such page");
      },
    });
    const { status, json } = await post(emulator.url, {});
    expect({ status, ...json }).toEqual({
      status: 400,
      __type: "FaultRuleFailed",
      message: "a fault rule of the emulator threw RangeError: no such page",
    });
  });

  test("do not stand in the way of the emulator's own refusals", async () => {
    const emulator = await start({ faults: first({ type: "latency", ms: 1 }) });
    const refused = sdkClient(emulator.url).send(new DescribeProjectsCommand({ NextToken: "forged" }));
    await expect(refused).rejects.toBeInstanceOf(InvalidPaginationTokenException);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
