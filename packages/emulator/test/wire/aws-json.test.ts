import { DescribeProjectsCommand, DetectLabelsCommand } from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import { authorization, post } from "../support/post.js";
import { sdkClient } from "../support/sdk-client.js";
import { start } from "../support/start.js";

describe("a request that is none", () => {
  test.each([
    ["another method", { method: "GET" }, 404, "GET / is not an operation"],
    ["another path", { path: "/2016-06-27/projects" }, 404, "POST /2016-06-27/projects is not an operation"],
    ["another content type", { headers: { "content-type": "text/plain" } }, 404, "Content-Type is text/plain"],
    ["plain JSON", { headers: { "content-type": "application/json" } }, 404, "Content-Type is application/json"],
    ["no target", { headers: { "x-amz-target": undefined } }, 400, "X-Amz-Target is missing"],
    [
      "the target of another service",
      { headers: { "x-amz-target": "DynamoDB_20120810.ListTables" } },
      400,
      `X-Amz-Target is "DynamoDB_20120810.ListTables"; it must be RekognitionService.OPERATION`,
    ],
  ])("is refused in the service's shape: %s", async (_title, change, status, message) => {
    const emulator = await start();
    const reply = await post(emulator.url, {}, change);
    expect(reply).toMatchObject({ status, json: { __type: "UnknownOperationException" } });
    expect(reply.json["message"]).toContain(message);
    expect(reply.headers.get("content-type")).toBe("application/x-amz-json-1.1");
  });

  test("is not one for a charset after the content type", async () => {
    const emulator = await start();
    const headers = { "content-type": "Application/X-Amz-Json-1.1; charset=utf-8" };
    expect((await post(emulator.url, {}, { headers })).status).toBe(200);
  });
});

test("an operation that is not emulated is refused by its name", async () => {
  const emulator = await start();
  const refused = sdkClient(emulator.url).send(new DetectLabelsCommand({ Image: {} }));
  await expect(refused).rejects.toMatchObject({
    name: "UnknownOperationException",
    message: expect.stringMatching(
      /^DetectLabels is not emulated by @rekognition-rx\/emulator, which answers .*DescribeProjects/,
    ) as unknown,
    $metadata: { httpStatusCode: 400 },
  });
});

describe("a body", () => {
  test.each([
    ["that is no JSON", `{"MaxResults":`, "The request body is not valid JSON"],
    ["that is empty", "", "The request body is not valid JSON"],
    ["that is a list", "[]", "The request body is not a JSON object"],
    ["that is null", "null", "The request body is not a JSON object"],
  ])("%s is a SerializationException", async (_title, body, message) => {
    const emulator = await start();
    expect(await post(emulator.url, body)).toMatchObject({
      status: 400,
      json: { __type: "SerializationException", message },
    });
  });

  test("over the limit is refused, and the connection goes on", async () => {
    const emulator = await start({ bodyLimit: 1_000 });
    expect((await post(emulator.url, padded(1_000))).status).toBe(200);
    expect(await post(emulator.url, padded(1_001))).toMatchObject({
      status: 413,
      json: { __type: "RequestEntityTooLargeException", message: "The request body has more than 1000 bytes" },
    });
    expect((await post(emulator.url, padded(3_000_000))).status).toBe(413);
    expect((await post(emulator.url, {})).status).toBe(200);
  });

  test("with members named after those of every object is an ordinary one", async () => {
    const emulator = await start();
    expect((await post(emulator.url, `{"__proto__":{"MaxResults":0},"constructor":1}`)).status).toBe(200);
  });
});

describe("a signature", () => {
  const scope = "AKID/20261123/us-east-1/rekognition/aws4_request";
  test.each([
    ["missing", undefined, "MissingAuthenticationTokenException"],
    ["of another algorithm", "Bearer abc", "IncompleteSignatureException"],
    ["without a scope", "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00", "IncompleteSignatureException"],
    ["with half a scope", "AWS4-HMAC-SHA256 Credential=AKID/20261123, Signature=00", "IncompleteSignatureException"],
    ["for another service", authorization({ service: "s3" }), "InvalidSignatureException"],
  ])("%s is refused", async (_title, header, type) => {
    const emulator = await start();
    const { status, json } = await post(emulator.url, {}, { headers: { authorization: header } });
    expect({ status, type: json["__type"] }).toEqual({ status: 400, type });
  });

  test.each([
    `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
    `AWS4-HMAC-SHA256 SignedHeaders=host,Signature=00,Credential=${scope}`,
  ])("of any credentials is good: %s", async (header) => {
    const emulator = await start();
    expect((await post(emulator.url, {}, { headers: { authorization: header } })).status).toBe(200);
  });

  test("of the SDK is good", async () => {
    const emulator = await start();
    const page = await sdkClient(emulator.url).send(new DescribeProjectsCommand({}));
    expect(page.$metadata.requestId).toMatch(/^[\da-f-]{36}$/);
  });
});

describe("an exception of Rekognition's own", () => {
  test("has the members that its developer guide shows, and the SDK reads", async () => {
    const emulator = await start();
    const { headers, json } = await post(emulator.url, { NextToken: "forged" });
    expect(json).toEqual({
      __type: "InvalidPaginationTokenException",
      Code: "InvalidPaginationTokenException",
      Logref: headers.get("x-amzn-requestid"),
      Message: "Invalid Pagination Token",
      message: "Invalid Pagination Token",
    });
    const refused = sdkClient(emulator.url).send(new DescribeProjectsCommand({ NextToken: "forged" }));
    await expect(refused).rejects.toMatchObject({
      name: "InvalidPaginationTokenException",
      message: "Invalid Pagination Token",
      Code: "InvalidPaginationTokenException",
    });
  });
});

/** A good request of so many bytes. */
function padded(size: number): string {
  return `{"Pad":"${"p".repeat(size - 10)}"}`;
}

test("a throttle has one body, whatever it comes of", async () => {
  const emulator = await start({ throttle: { ratePerSecond: 0.001, burst: 1 } });
  await post(emulator.url, {});
  const ofBucket = await post(emulator.url, {});
  emulator.setFaults({ fault: { type: "throttle" } });
  const ofFault = await post(emulator.url, {});
  for (const { json } of [ofBucket, ofFault]) {
    expect(json).toEqual({ __type: "ThrottlingException", message: "Rate exceeded" });
  }
});
