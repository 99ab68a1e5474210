import { lifelikeOrganization } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import { discoverTargets } from "../../src/targets/discover-targets.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { accountsIn, countOf, idsOf, KEYS, started } from "../support/discovery.js";
import { isReachable, takenTargets } from "../support/taken-targets.js";

describe("discoverTargets", () => {
  test("sends nothing before it is pulled, and discovers anew for each consumer", async () => {
    const emulator = await started();
    awsEnvironment(KEYS);
    const targets = discoverTargets({ regions: ["us-east-1"], endpointUrl: emulator.url });
    expect(emulator.requests).toEqual([]);
    expect(idsOf(await takenTargets(targets))).toEqual(idsOf(await takenTargets(targets)));
    expect(countOf(emulator, "GetCallerIdentity")).toBe(2);
  });

  test("assumes the roles of no more than eight accounts ahead", async () => {
    const emulator = await started();
    awsEnvironment(KEYS);
    const many = Array.from({ length: 40 }, (_, index) => String(222_200_000_000 + index));
    const options = { accountsFile: accountsIn(...many), roleName: "Inventory", endpointUrl: emulator.url };
    for await (const target of discoverTargets({ ...options, regions: ["us-east-1", "eu-west-1"] })) {
      if (isReachable(target)) {
        target.close?.();
      }
      break;
    }
    await expect.poll(() => countOf(emulator, "AssumeRole"), { timeout: 10_000 }).toBe(9);
    // There would be more by now.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(countOf(emulator, "AssumeRole")).toBe(9);
  });

  test.each(["GetCallerIdentity", "ListAccounts", "AssumeRole"])(
    "ends with the reason of its signal in the middle of %s",
    async (operation) => {
      const emulator = await started({
        ...lifelikeOrganization({ accounts: 2, regions: ["us-east-1"], projects: 1 }),
        faults: { operation, fault: { type: "hang" } },
      });
      awsEnvironment(KEYS);
      const controller = new AbortController();
      const { signal } = controller;
      const options = { organization: true, regions: ["us-east-1"], endpointUrl: emulator.url, signal };
      const taken = takenTargets(discoverTargets(options)).catch((error: unknown) => error);
      await expect.poll(() => countOf(emulator, operation)).toBe(1);
      const reason = new Error("enough");
      controller.abort(reason);
      expect(await taken).toBe(reason);
    },
  );

  test.each([
    ["no region", {}, "no AWS region is set; give one with `regions`, such as us-east-1, or set AWS_REGION"],
    [
      "a profile without a region",
      { profiles: ["nope"] },
      'no AWS region is set: the profile "nope" has none, or does not exist; give one with `regions`, or look at "aws configure list-profiles"',
    ],
    [
      "what is no region",
      { regions: ["eu-west-1", "eu west\n1"] },
      '"eu west 1" is no AWS region; give one such as us-east-1',
    ],
    [
      "what is no endpoint",
      { endpointUrl: "localhost:80" },
      "the endpoint is no URL; give one such as http://127.0.0.1:4566 with `endpointUrl`",
    ],
    [
      "two origins of accounts",
      { accountsFile: "a.txt", organization: true },
      "the accounts come from a list or from the organization, not from both; leave out `accountsFile` or `organization`",
    ],
    [
      "an organization, and the accounts themselves",
      { accounts: [{ accountId: "222233334444" }], organization: true },
      "the accounts come from a list or from the organization, not from both; leave out `accounts` or `organization`",
    ],
    [
      "a role without accounts",
      { roleName: "Inventory" },
      "a role is assumed in accounts that are named, or in those of an organization; give `accounts` or `organization` too, or leave out `roleName` and `externalId`",
    ],
    [
      "the ARN of a role",
      { organization: true, roleName: "arn:aws:iam::111122223333:role/a" },
      '"arn:aws:iam::111122223333:role/a" is no name of a role; give its name, not its ARN',
    ],
    [
      "a time-out that is no time",
      { requestTimeout: Number.NaN },
      "requestTimeout is NaN ms; it must be a number of 0 or more",
    ],
    ["a profile without a name", { profiles: [" "] }, "the name of a profile is empty"],
  ])("refuses %s with a sentence", async (_, options, message) => {
    awsEnvironment(KEYS);
    await expect(takenTargets(discoverTargets(options))).rejects.toMatchObject({ _tag: "TargetOptionsError", message });
  });
});
