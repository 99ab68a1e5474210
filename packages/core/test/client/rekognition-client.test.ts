import { DescribeProjectsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import { rekognitionClient } from "../../src/client/rekognition-client.js";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };

describe("maxAttempts", () => {
  test("is 1 unless it is said otherwise", async () => {
    expect(await rekognitionClient().config.maxAttempts()).toBe(1);
    expect(await rekognitionClient({ region: "eu-west-1" }).config.maxAttempts()).toBe(1);
    expect(await rekognitionClient(JSON.parse('{"region":"eu-west-1"}') as object).config.maxAttempts()).toBe(1);
  });

  test("is what was said, as a number or as the SDK's provider", async () => {
    expect(await rekognitionClient({ maxAttempts: 5 }).config.maxAttempts()).toBe(5);
    expect(await rekognitionClient({ maxAttempts: async () => 7 }).config.maxAttempts()).toBe(7);
  });

  test("reaches the client's retry strategy: a request that fails is sent once", async () => {
    let requests = 0;
    const requestHandler = {
      handle: async (): Promise<never> => {
        requests += 1;
        throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
      },
    };
    const client = rekognitionClient({ region: "eu-west-1", credentials, requestHandler });
    await expect(client.send(new DescribeProjectsCommand({}))).rejects.toThrow("read ECONNRESET");
    expect(requests).toBe(1);
  });
});

test("everything else is what the SDK makes of the configuration", async () => {
  const config = Object.freeze({
    region: "ap-northeast-2",
    credentials,
    endpoint: "http://127.0.0.1:1",
    retryMode: "adaptive",
    useFipsEndpoint: true,
  });
  const client = rekognitionClient(config);
  const stock = new RekognitionClient(config);
  expect(client).toBeInstanceOf(RekognitionClient);
  expect(Object.keys(client.config).toSorted()).toEqual(Object.keys(stock.config).toSorted());
  expect(await client.config.region()).toBe("ap-northeast-2");
  expect(await client.config.credentials()).toMatchObject(credentials);
  expect(await client.config.endpoint?.()).toEqual(await stock.config.endpoint?.());
  expect(await client.config.useFipsEndpoint()).toBe(true);
  const { retryMode } = client.config;
  expect(typeof retryMode === "function" ? await retryMode() : retryMode).toBe("adaptive");
  expect(client.middlewareStack.identify()).toEqual(stock.middlewareStack.identify());
});
