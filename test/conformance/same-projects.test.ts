import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { describeProjects$ } from "@rekognition-rx/core";
import { createEmulator, type Emulator, type EmulatorOptions, type JsonObject } from "@rekognition-rx/emulator";
import { flattenProjects, retryThrottled } from "@rekognition-rx/operators";
import { lastValueFrom, map, toArray } from "rxjs";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { awsCli, boto3 } from "./client-found.js";
import type { ClientMaker } from "./clients/aws-client.js";
import { boto3Client } from "./clients/boto3-client.js";
import { commandLine } from "./clients/command-line.js";
import { plain } from "./clients/plain.js";
import { sdkForJavaScript } from "./clients/sdk-for-javascript.js";

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

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator(options);
});
// The script of faults begins again.
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

/** What the wire has, but for what clients that are years old do not know. */
const expected = Array.from({ length: 10 }, (_, index) => ({
  ProjectArn: `arn:aws:rekognition:us-east-1:111122223333:project/p${index}/${1_000 + index}`,
  CreationTimestamp: new Date(1_000 + index).toISOString(),
  // The last page met the last fault.
  Status: index < 7 ? "CREATED" : "SOMETHING_NEW",
  Datasets: [],
}));

/** What the paginator of one of AWS's clients gives, with six attempts for each request. */
async function walked(make: ClientMaker): Promise<readonly unknown[]> {
  const client = make(emulator.url, { maxAttempts: 6 });
  onTestFinished(() => client.close());
  const { items } = await client.walk({ operation: "DescribeProjects", member: "ProjectDescriptions", pageSize: 3 });
  return items.map(known);
}

function known(project: unknown): JsonObject {
  const { Feature: _, ...rest } = project as JsonObject;
  return rest;
}

describe("under the same faults, the same projects come from", { timeout: 120_000 }, () => {
  test("describeProjects$", async () => {
    const client = new RekognitionClient({
      endpoint: emulator.url,
      region: "us-east-1",
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
      maxAttempts: 1,
    });
    onTestFinished(() => client.destroy());
    const projects$ = describeProjects$({ client, pageSize: 3 }).pipe(
      retryThrottled({ maxAttempts: 6, random: () => 0 }),
      flattenProjects(),
      map((project) => known(plain(project))),
      toArray(),
    );
    expect(await lastValueFrom(projects$)).toEqual(expected);
    expectScriptPlayed();
  });

  test("the AWS SDK for JavaScript", async () => {
    expect(await walked(sdkForJavaScript)).toEqual(expected);
    expectScriptPlayed();
  });

  test.runIf(awsCli.version !== undefined)("the AWS CLI", async () => {
    expect(await walked(commandLine)).toEqual(expected);
    expectScriptPlayed();
  });

  test.runIf(boto3.version !== undefined)("boto3", async () => {
    expect(await walked(boto3Client)).toEqual(expected);
    expectScriptPlayed();
  });
});

/** Every fault of the script was met. */
function expectScriptPlayed(): void {
  const met = emulator.requests.map(({ fault }) => fault).filter((fault) => fault !== undefined);
  expect(met).toEqual(["throttle", "exception", "short-page", "empty-page", "reset", "html", "unknown-enum"]);
}
