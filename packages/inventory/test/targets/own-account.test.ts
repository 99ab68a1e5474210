import { describe, expect, test, vi } from "vitest";
import { customLabelsRegions } from "../../src/failures/custom-labels-regions.js";
import { discoverTargets } from "../../src/targets/discover-targets.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { askEach, countOf, idsOf, KEYS, OWN, serviceError, started } from "../support/discovery.js";
import { isReachable, isUnreachable, takenTargets } from "../support/taken-targets.js";

describe("the caller's own account", () => {
  test("is asked in each region with one question whose it is", async () => {
    const emulator = await started();
    awsEnvironment(KEYS);
    const regions = ["us-east-1", "eu-west-1", "us-east-1"];
    const targets = await takenTargets(discoverTargets({ regions, endpointUrl: emulator.url }));
    expect(targets).toMatchObject([
      { id: `${OWN}:us-east-1`, accountId: OWN, region: "us-east-1", aliases: ["environment:us-east-1"] },
      { id: `${OWN}:eu-west-1`, accountId: OWN, region: "eu-west-1", aliases: ["environment:eu-west-1"] },
    ]);
    // One after the other: of two at once, either may arrive first.
    for (const target of targets) {
      await askEach([target]);
    }
    expect(emulator.requests.map(({ operation, region, accountId }) => [operation, region, accountId])).toEqual([
      ["GetCallerIdentity", "us-east-1", OWN],
      ["DescribeProjects", "us-east-1", OWN],
      ["DescribeProjects", "eu-west-1", OWN],
    ]);
  });

  test('is asked in the eleven regions of Custom Labels for "all"', async () => {
    const emulator = await started();
    awsEnvironment(KEYS);
    const targets = await takenTargets(discoverTargets({ regions: "all", endpointUrl: emulator.url }));
    expect(idsOf(targets)).toEqual(customLabelsRegions.map((region) => `${OWN}:${region}`));
    expect(targets).toHaveLength(11);
    await askEach(targets);
    expect(countOf(emulator, "DescribeProjects")).toBe(11);
  });

  test.each([{ AWS_REGION: "eu-west-2" }, { AWS_DEFAULT_REGION: "eu-west-2" }])(
    "is asked in the region of the environment, %j, if no other is named",
    async (variables) => {
      const emulator = await started();
      awsEnvironment({ ...KEYS, ...variables });
      const targets = await takenTargets(discoverTargets({ endpointUrl: emulator.url }));
      expect(idsOf(targets)).toEqual([`${OWN}:eu-west-2`]);
      expect(emulator.requests[0]?.region).toBe("eu-west-2");
    },
  );

  test("goes without its id where AWS denies to say whose the credentials are", async () => {
    const emulator = await started({ denied: [{ operation: "GetCallerIdentity" }] });
    awsEnvironment(KEYS);
    const targets = await takenTargets(discoverTargets({ regions: ["us-east-1"], endpointUrl: emulator.url }));
    expect(targets).toMatchObject([{ id: "environment:us-east-1", accountId: undefined, aliases: [] }]);
    await askEach(targets);
    expect(countOf(emulator, "DescribeProjects")).toBe(1);
  });

  test("goes without its id where STS does not answer in time", async () => {
    const emulator = await started({ faults: { operation: "GetCallerIdentity", fault: { type: "hang" } } });
    awsEnvironment(KEYS);
    const options = { regions: ["us-east-1"], endpointUrl: emulator.url, requestTimeout: 300 };
    expect(idsOf(await takenTargets(discoverTargets(options)))).toEqual(["environment:us-east-1"]);
  });

  test("is a target that cannot be reached in each region where there are no credentials", async () => {
    const emulator = await started();
    awsEnvironment();
    const regions = ["us-east-1", "eu-west-1"];
    expect(await takenTargets(discoverTargets({ regions, endpointUrl: emulator.url }))).toEqual(
      regions.map((region) => ({
        id: `environment:${region}`,
        accountId: undefined,
        accountName: undefined,
        region,
        outcome: "no-credentials",
        error: {
          name: "CredentialsProviderError",
          message:
            'no AWS credentials were found; name a profile with `profiles` or the client\'s `credentials`, or make one with "aws configure"',
        },
      })),
    );
    expect(emulator.requests).toEqual([]);
  });

  test.each([
    ["expired", "ExpiredToken", /^the AWS credentials have expired; get new ones .* and run this again$/],
    ["unknown", "InvalidClientTokenId", /^AWS does not accept these credentials \(InvalidClientTokenId: no\); check /],
    ["wrong", "SignatureDoesNotMatch", /^AWS does not accept these credentials \(SignatureDoesNotMatch: no\); check /],
  ])("cannot be reached with credentials that are %s", async (_, code, message) => {
    const emulator = await started({ faults: { operation: "GetCallerIdentity", fault: serviceError(code, "no") } });
    awsEnvironment(KEYS);
    const targets = await takenTargets(discoverTargets({ regions: ["us-east-1"], endpointUrl: emulator.url }));
    expect(targets).toMatchObject([{ id: "environment:us-east-1", outcome: "no-credentials", error: { name: code } }]);
    expect(targets.find(isUnreachable)?.error?.message).toMatch(message);
    expect(JSON.stringify(targets)).not.toContain(KEYS.AWS_SECRET_ACCESS_KEY);
    expect(countOf(emulator, "GetCallerIdentity")).toBe(1);
  });

  test("closes its client as it is closed", async () => {
    const emulator = await started();
    awsEnvironment(KEYS);
    const targets = await takenTargets(discoverTargets({ regions: ["us-east-1"], endpointUrl: emulator.url }));
    const target = targets.find(isReachable);
    const destroyed = vi.spyOn(target?.client as unknown as { destroy: () => void }, "destroy");
    expect(destroyed).not.toHaveBeenCalled();
    target?.close?.();
    expect(destroyed).toHaveBeenCalledOnce();
  });
});
