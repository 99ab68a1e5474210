import { DescribeProjectsCommand, ThrottlingException } from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import { createEmulator } from "@rekognition-rx/emulator";
import { post } from "../support/post.js";
import { sdkClient } from "../support/sdk-client.js";
import { start } from "../support/start.js";

describe("the throttle", () => {
  test("refuses with the SDK's ThrottlingException what is over the rate, and no more", async () => {
    let now = 1_000_000;
    const emulator = await start({ throttle: { ratePerSecond: 5, burst: 2 }, clock: () => now });
    const statuses = async (requests: number): Promise<number[]> => {
      const list: number[] = [];
      for (let index = 0; index < requests; index += 1) {
        list.push((await post(emulator.url, {})).status);
      }
      return list;
    };
    expect(await statuses(4)).toEqual([200, 200, 400, 400]);
    now += 199;
    expect(await statuses(1)).toEqual([400]);
    now += 1;
    expect(await statuses(2)).toEqual([200, 400]);

    const refused = sdkClient(emulator.url).send(new DescribeProjectsCommand({}));
    const error: unknown = await refused.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ThrottlingException);
    expect(error).toMatchObject({ message: "Rate exceeded", $metadata: { httpStatusCode: 400 } });
  });

  test("keeps a bucket for each account and region", async () => {
    const emulator = await start({
      throttle: { ratePerSecond: 1, burst: 1 },
      clock: () => 0,
      accessKeys: { AKIDOTHER: "444455556666" },
    });
    const home = sdkClient(emulator.url);
    const elsewhere = sdkClient(emulator.url, { region: "eu-west-1" });
    const other = sdkClient(emulator.url, { accessKeyId: "AKIDOTHER" });
    const sameAccount = sdkClient(emulator.url, { accessKeyId: "AKIDSECOND" });
    const outcomes = await Promise.allSettled(
      [home, elsewhere, other].map((client) => client.send(new DescribeProjectsCommand({}))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    await expect(sameAccount.send(new DescribeProjectsCommand({}))).rejects.toBeInstanceOf(ThrottlingException);
  });

  test("counts requests that are refused for their input", async () => {
    const emulator = await start({ throttle: { ratePerSecond: 1, burst: 1 }, clock: () => 0 });
    const first = await post(emulator.url, { MaxResults: 0 });
    const second = await post(emulator.url, {});
    expect([first, second].map(({ json }) => json["__type"])).toEqual(["ValidationException", "ThrottlingException"]);
  });

  test("changes while the emulator runs, and is lifted", async () => {
    const emulator = await start({ clock: () => 0 });
    const status = async (): Promise<number> => (await post(emulator.url, {})).status;
    expect(await status()).toBe(200);
    emulator.setThrottle({ ratePerSecond: 1, burst: 1 });
    expect([await status(), await status()]).toEqual([200, 400]);
    emulator.setThrottle(undefined);
    expect([await status(), await status()]).toEqual([200, 200]);
  });

  test.each([
    { ratePerSecond: 0, burst: 1 },
    { ratePerSecond: Number.NaN, burst: 1 },
    { ratePerSecond: 1, burst: 0.5 },
    { ratePerSecond: 1, burst: Number.POSITIVE_INFINITY },
  ])("refuses $ratePerSecond a second with a burst of $burst", async (throttle) => {
    await expect(createEmulator({ throttle })).rejects.toThrow(RangeError);
    const emulator = await start();
    expect(() => emulator.setThrottle(throttle)).toThrow(/throttle\./);
  });
});
