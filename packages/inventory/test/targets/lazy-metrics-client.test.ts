import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { Emulator } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ReachableTarget } from "../../src/crawl/target.js";
import type { DiscoverTargetsOptions } from "../../src/targets/discover-targets-options.js";
import { discoverTargets } from "../../src/targets/discover-targets.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { countOf, KEYS, OWN, profile, serviceError, started } from "../support/discovery.js";
import { isReachable, takenTargets } from "../support/taken-targets.js";

/** A member of an organization. */
const OTHER = "444455556666";

/** A question that every model has an answer to. */
function question(): GetMetricDataCommand {
  const Metric = { Namespace: "AWS/Rekognition", MetricName: "InServiceInferenceUnits" };
  return new GetMetricDataCommand({
    MetricDataQueries: [{ Id: "units", MetricStat: { Metric, Period: 3_600, Stat: "Average" } }],
    StartTime: new Date(0),
    EndTime: new Date(),
  });
}

/** The target of an account that can be reached. */
async function targetOf(accountId: string, options: DiscoverTargetsOptions): Promise<ReachableTarget> {
  const targets = (await takenTargets(discoverTargets(options))).filter(isReachable);
  const target = targets.find((each) => each.accountId === accountId);
  if (target === undefined) {
    throw new Error(`${accountId} cannot be reached`);
  }
  return target;
}

async function ask({ metrics }: ReachableTarget): Promise<void> {
  if (metrics === undefined) {
    throw new Error("there is no client for CloudWatch");
  }
  await metrics.send(question());
}

function lastOf({ requests }: Emulator): unknown {
  const { operation, region, accountId } = requests.at(-1) ?? {};
  return [operation, region, accountId];
}

describe("the client for CloudWatch of a discovered target", () => {
  test("asks the server of --endpoint-url, in the region and with the credentials of the target", async () => {
    const emulator = await started();
    awsEnvironment(KEYS);
    await ask(await targetOf(OWN, { regions: ["eu-west-1"], endpointUrl: emulator.url }));
    expect(lastOf(emulator)).toEqual(["GetMetricData", "eu-west-1", OWN]);
  });

  test("asks with the role of another account", async () => {
    const emulator = await started({ organization: { accounts: [{ accountId: OWN }, { accountId: OTHER }] } });
    awsEnvironment(KEYS);
    const target = await targetOf(OTHER, { organization: true, regions: ["us-east-1"], endpointUrl: emulator.url });
    await ask(target);
    expect(lastOf(emulator)).toEqual(["GetMetricData", "us-east-1", OTHER]);
  });

  test("asks where the profile says that CloudWatch is", async () => {
    const [emulator, metrics] = [await started(), await started()];
    const more = `region = eu-west-2\nendpoint_url = ${emulator.url}\nservices = own`;
    const services = `[services own]\ncloudwatch =\n  endpoint_url = ${metrics.url}\n`;
    awsEnvironment(
      { AWS_ENDPOINT_URL_CLOUDWATCH: "http://127.0.0.1:9" },
      { config: `${profile("work", "222233334444", more)}${services}` },
    );
    await ask(await targetOf("222233334444", { profiles: ["work"] }));
    expect(lastOf(metrics)).toEqual(["GetMetricData", "eu-west-2", "222233334444"]);
    expect(countOf(emulator, "GetMetricData")).toBe(0);
  });

  test("asks once: the crawl is who repeats", async () => {
    const emulator = await started({ faults: { operation: "GetMetricData", fault: { type: "throttle" } } });
    awsEnvironment(KEYS);
    const target = await targetOf(OWN, { regions: ["us-east-1"], endpointUrl: emulator.url });
    await expect(ask(target)).rejects.toThrow("Rate exceeded");
    expect(countOf(emulator, "GetMetricData")).toBe(1);
  });

  test("takes new credentials as AWS says that the old ones have expired", async () => {
    const emulator = await started({
      organization: { accounts: [{ accountId: OWN }, { accountId: OTHER }] },
      faults: ({ operation, index }) =>
        operation === "GetMetricData" && index === 0
          ? serviceError("ExpiredTokenException", "The security token included in the request is expired")
          : undefined,
    });
    awsEnvironment(KEYS);
    const target = await targetOf(OTHER, { organization: true, regions: ["us-east-1"], endpointUrl: emulator.url });
    const before = countOf(emulator, "AssumeRole");
    await ask(target);
    expect(countOf(emulator, "AssumeRole")).toBe(before + 1);
    expect(emulator.requests.at(-1)).toMatchObject({ operation: "GetMetricData", status: 200 });
  });

  test("gives up a request that is not answered in time", async () => {
    const emulator = await started({ faults: { operation: "GetMetricData", fault: { type: "hang" } } });
    awsEnvironment(KEYS);
    // Long enough for the question whose account it is, on a machine that is busy.
    const target = await targetOf(OWN, { regions: ["us-east-1"], endpointUrl: emulator.url, requestTimeout: 3_000 });
    await expect(ask(target)).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("is destroyed with its target, if it was ever made", async () => {
    const emulator = await started();
    awsEnvironment(KEYS);
    const destroyed = vi.spyOn(CloudWatchClient.prototype, "destroy");
    onTestFinished(() => destroyed.mockRestore());
    const unasked = await targetOf(OWN, { regions: ["us-east-1"], endpointUrl: emulator.url });
    unasked.close?.();
    const asked = await targetOf(OWN, { regions: ["us-east-1"], endpointUrl: emulator.url });
    await ask(asked);
    expect(destroyed).not.toHaveBeenCalled();
    asked.close?.();
    await expect.poll(() => destroyed.mock.calls.length).toBe(1);
  });
});
