import { DescribeProjectsCommand, paginateDescribeProjects, RekognitionClient } from "@aws-sdk/client-rekognition";
import { describeProjects$ } from "@rekognition-rx/core";
import type { Emulator, EmulatorOptions } from "@rekognition-rx/emulator";
import { flattenProjects, retryThrottled } from "@rekognition-rx/operators";
import { lastValueFrom, map, toArray } from "rxjs";
import { describe, expect, onTestFinished, test } from "vitest";
import { awsJson } from "./aws.js";
import { boto3Scenario } from "./boto3.js";
import { awsCli, boto3 } from "./client-found.js";
import { conformanceEmulator } from "./conformance-emulator.js";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** Pages that fail, are short, or are empty; and then none that does not come through. */
const options: EmulatorOptions = {
  account: { projects: Array.from({ length: 10 }, (_, index) => ({ name: `p${index}`, createdAt: 1_000 + index })) },
  faults: {
    operation: "DescribeProjects",
    script: [
      { type: "throttle" },
      null,
      { type: "exception", name: "InternalServerError" },
      { type: "short-page", size: 1 },
      { type: "empty-page" },
      { type: "reset" },
      null,
      { type: "html" },
      { type: "unknown-enum" },
    ],
  },
};

async function started(): Promise<{ readonly emulator: Emulator; readonly arns: readonly string[] }> {
  const emulator = await conformanceEmulator(options);
  return { emulator, arns: emulator.projects().arns() };
}

function client(emulator: Emulator, maxAttempts: number): RekognitionClient {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const made = new RekognitionClient({ endpoint: emulator.url, region: "us-east-1", credentials, maxAttempts });
  onTestFinished(() => made.destroy());
  return made;
}

describe("under the same faults, the same projects come from", { timeout: 120_000 }, () => {
  test("describeProjects$", async () => {
    const { emulator, arns } = await started();
    const projects$ = describeProjects$({ client: client(emulator, 1), pageSize: 3 }).pipe(
      retryThrottled({ maxAttempts: 6, random: () => 0 }),
      flattenProjects(),
      map(({ ProjectArn }) => ProjectArn),
      toArray(),
    );
    expect(await lastValueFrom(projects$)).toEqual(arns);
    expectScriptPlayed(emulator);
  });

  test("the AWS SDK for JavaScript", async () => {
    const { emulator, arns } = await started();
    const seen: (string | undefined)[] = [];
    for await (const page of paginateDescribeProjects({ client: client(emulator, 6), pageSize: 3 }, {})) {
      seen.push(...(page.ProjectDescriptions ?? []).map(({ ProjectArn }) => ProjectArn));
    }
    expect(seen).toEqual(arns);
    expectScriptPlayed(emulator);
  });

  test.runIf(awsCli.version !== undefined)("the AWS CLI", async () => {
    const { emulator, arns } = await started();
    const args = ["describe-projects", "--page-size", "3", "--query", "ProjectDescriptions[].ProjectArn"];
    expect(await awsJson(emulator, args, { AWS_MAX_ATTEMPTS: "6" })).toEqual(arns);
    expectScriptPlayed(emulator);
  });

  test.runIf(boto3.version !== undefined)("boto3", async () => {
    const { emulator, arns } = await started();
    expect(await boto3Scenario(emulator, "projects", 6)).toEqual(arns);
    expectScriptPlayed(emulator);
  });
});

/** Every fault of the script was met. */
function expectScriptPlayed(emulator: Emulator): void {
  const met = emulator.requests.map(({ fault }) => fault).filter((fault) => fault !== undefined);
  expect(met).toEqual(["throttle", "exception", "short-page", "empty-page", "reset", "html", "unknown-enum"]);
}

test("the SDK's client gets the page that the wire has", async () => {
  const { emulator } = await started();
  emulator.setFaults(undefined);
  const page = await client(emulator, 1).send(new DescribeProjectsCommand({ MaxResults: 1 }));
  expect(page.ProjectDescriptions).toMatchObject([{ CreationTimestamp: new Date(1_000), Status: "CREATED" }]);
});
