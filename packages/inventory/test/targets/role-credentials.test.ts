import type { Emulator } from "@rekognition-rx/emulator";
import { afterEach, describe, expect, test, vi } from "vitest";
import { discoverTargets } from "../../src/targets/discover-targets.js";
import type { Target } from "../../src/crawl/target.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { accountsIn, askEach, countOf, KEYS, serviceError, started } from "../support/discovery.js";
import { takenTargets } from "../support/taken-targets.js";

describe("the credentials of a role", () => {
  afterEach(() => void vi.useRealTimers());

  test("are renewed before they end, once for all regions", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const emulator = await started();
    const targets = await entered(emulator);
    for (const [minutes, assumed] of [
      [0, 1],
      [54, 1],
      [2, 2],
      [30, 2],
      [120, 3],
    ] as const) {
      vi.setSystemTime(Date.now() + minutes * 60_000);
      await askEach(targets);
      await askEach(targets);
      expect(countOf(emulator, "AssumeRole")).toBe(assumed);
    }
    expect(emulator.requests.filter(({ status }) => status !== 200)).toEqual([]);
  });

  test("are renewed where AWS says that they have ended and the machine's clock does not, once for all regions", async () => {
    const emulator = await started();
    const targets = await entered(emulator);
    await askEach(targets);
    expect(countOf(emulator, "AssumeRole")).toBe(1);
    emulator.advance(3_600_000);
    await askEach(targets);
    await askEach(targets);
    expect(countOf(emulator, "AssumeRole")).toBe(2);
    expect(emulator.requests.filter(({ errorType }) => errorType === "ExpiredTokenException")).toHaveLength(3);
  });

  test("that AWS does not renew fail the request with what AWS said", async () => {
    const emulator = await started();
    const targets = await entered(emulator);
    emulator.advance(3_600_000);
    emulator.setFaults({ operation: "AssumeRole", fault: serviceError("AccessDenied", "not any more") });
    await expect(askEach(targets)).rejects.toMatchObject({ name: "ExpiredTokenException" });
  });
});

/** An account that is entered by a role, in three regions. */
async function entered(emulator: Emulator): Promise<readonly Target[]> {
  awsEnvironment(KEYS);
  const options = { accountsFile: accountsIn("222233334444"), roleName: "Inventory", endpointUrl: emulator.url };
  return takenTargets(discoverTargets({ ...options, regions: ["us-east-1", "eu-west-1", "eu-west-2"] }));
}
