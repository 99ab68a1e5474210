import { describe, expect, test } from "vitest";
import { boto3 } from "./client-found.js";
import { boto3Scenario } from "./boto3.js";
import { conformanceEmulator } from "./conformance-emulator.js";

const account = {
  projects: Array.from({ length: 7 }, (_, index) => ({ name: `p${index}`, createdAt: 1_000 + index })),
};

describe.runIf(boto3.version !== undefined)("boto3", { timeout: 120_000 }, () => {
  test("pages, goes on from a token, and searches", async () => {
    const emulator = await conformanceEmulator({ account });
    const arns = emulator.projects().arns();
    expect(await boto3Scenario(emulator, "paging")).toEqual({
      first: arns.slice(0, 3),
      rest: arns.slice(3),
      searched: arns.map(() => "CREATED"),
      created: 1,
    });
  });

  test("raises the exception class of each error", async () => {
    const emulator = await conformanceEmulator({ account });
    expect(await boto3Scenario(emulator, "errors")).toEqual({
      "not found": ["ResourceNotFoundException", "ResourceNotFoundException", 400],
      validation: ["ClientError", "ValidationException", 400],
      token: ["InvalidPaginationTokenException", "InvalidPaginationTokenException", 400],
      taken: ["ResourceInUseException", "ResourceInUseException", 400],
      // What botocore finds out by itself never reaches the service.
      local: ["ParamValidationError"],
      "not emulated": ["ClientError", "UnknownOperationException", 400],
      modelled: true,
    });
  });

  test.each([
    [{ type: "throttle" }, ["ThrottlingException", "ThrottlingException", 400]],
    [{ type: "exception", name: "InternalServerError" }, ["InternalServerError", "InternalServerError", 500]],
    [{ type: "expired-credentials" }, ["ClientError", "ExpiredTokenException", 400]],
    [{ type: "reset" }, ["ConnectionClosedError"]],
    [{ type: "html" }, ["ClientError", "502", 502]],
  ] as const)("raises for %j what it raises for AWS", async (fault, expected) => {
    const emulator = await conformanceEmulator({ account, faults: { fault } });
    expect(await boto3Scenario(emulator, "fault")).toEqual(expected);
    expect(emulator.requests).toMatchObject([{ fault: fault.type }]);
  });

  test("leads a project from its creation to its end, by its waiters", async () => {
    const emulator = await conformanceEmulator({ transitions: { ...instant, train: 300, start: 300 } });
    expect(await boto3Scenario(emulator, "life")).toEqual({
      entries: [1, 3, 5, 7].map((index) => `s3://bucket/${index}.jpg`),
      labels: ["label-0", "label-1"],
      moved: 2,
      busy: ["ResourceInUseException", "ResourceInUseException", 400],
      tags: { a: "b" },
      stopped: "STOPPED",
      units: 1,
      status: "DELETING",
    });
    expect(emulator.projects().size).toBe(0);
  });

  test("has its waiter fail for a training that failed", async () => {
    const project = { name: "p", versions: [{ name: "v", status: "TRAINING_FAILED" as const }] };
    const emulator = await conformanceEmulator({ account: { projects: [project] } });
    expect(await boto3Scenario(emulator, "failed_waiter")).toEqual(["WaiterError", "TRAINING_FAILED"]);
  });
});

/** Everything at once, but for what a test waits for. */
const instant = {
  createProject: 0,
  deleteProject: 0,
  createDataset: 0,
  updateDataset: 0,
  deleteDataset: 0,
  copy: 0,
  stop: 0,
  deleteVersion: 0,
};
