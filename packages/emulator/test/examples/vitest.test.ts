import { DescribeProjectsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { createEmulator, type Emulator } from "@rekognition-rx/emulator";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

let emulator: Emulator;
let client: RekognitionClient;

beforeAll(async () => {
  emulator = await createEmulator({ account: { projects: [{ name: "weld-seams" }] } });
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  client = new RekognitionClient({ endpoint: emulator.url, region: "us-east-1", credentials });
});
afterEach(() => emulator.reset());
afterAll(async () => {
  client.destroy();
  await emulator.close();
});

test("a listing survives a throttle", async () => {
  emulator.setFaults({ times: 1, fault: { type: "throttle" } });
  const { ProjectDescriptions } = await client.send(new DescribeProjectsCommand({}));
  expect(ProjectDescriptions).toHaveLength(1);
  expect(emulator.requests.map(({ fault }) => fault)).toEqual(["throttle", undefined]);
});
