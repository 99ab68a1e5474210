import { describe, expect, test } from "vitest";
import { aws, awsItself } from "./aws.js";
import { awsCli } from "./client-found.js";
import { conformanceEmulator } from "./conformance-emulator.js";

const account = {
  projects: Array.from({ length: 7 }, (_, index) => ({ name: `p${index}`, createdAt: 1_000 + index })),
};

describe.runIf(awsCli.version !== undefined)("the AWS CLI", { timeout: 120_000 }, () => {
  test("shows what --query asks for, over all pages", async () => {
    const emulator = await conformanceEmulator({ account });
    const args = ["describe-projects", "--page-size", "3", "--query", "ProjectDescriptions[].ProjectArn"];
    const { code, stdout, stderr } = await awsItself(emulator, args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual(emulator.projects().arns());
    expect(emulator.requests).toHaveLength(3);
  });

  test("names the error and the operation", async () => {
    const emulator = await conformanceEmulator({ account });
    const arn = "arn:aws:rekognition:us-east-1:111122223333:project/nobody/1";
    const refused = await awsItself(emulator, ["describe-project-versions", "--project-arn", arn]);
    expect(refused.stderr.trim()).toMatch(
      /^An error occurred \(ResourceNotFoundException\) when calling the DescribeProjectVersions operation.*: The project /,
    );
    expect(refused.stderr).toContain(`${arn} was not found.`);
    expect(refused.code).not.toBe(0);
    const unknown = await aws(emulator, ["list-collections"]);
    expect(unknown.stderr).toContain("(UnknownOperationException) when calling the ListCollections operation");
    const over = await aws(emulator, ["describe-projects", "--page-size", "101"]);
    expect(over.stderr).toContain("Member must have value less than or equal to 100");
  });

  test("says of each failure what it says of AWS's", async () => {
    const said = await Promise.all(
      failures.map(async ([fault]) => {
        const emulator = await conformanceEmulator({ account, faults: { fault } });
        const { code, stderr } = await aws(emulator, ["describe-projects"]);
        expect(code).not.toBe(0);
        expect(emulator.requests).toMatchObject([{ fault: fault.type }]);
        return stderr.trim();
      }),
    );
    for (const [index, [, expected]] of failures.entries()) {
      expect(said[index]).toMatch(expected);
    }
  });

  test("has its waiter fail for a training that failed", async () => {
    const project = { name: "p", versions: [{ name: "v", status: "TRAINING_FAILED" as const }] };
    const emulator = await conformanceEmulator({ account: { projects: [project] } });
    const [arn = ""] = emulator.projects().arns();
    const waited = await aws(emulator, ["wait", "project-version-training-completed", "--project-arn", arn]);
    expect(waited.code).toBe(255);
    expect(waited.stderr).toContain(
      "Waiter ProjectVersionTrainingCompleted failed: Waiter encountered a terminal failure",
    );
  });
});

const failures = [
  [
    { type: "throttle" },
    /^An error occurred \(ThrottlingException\) when calling the DescribeProjects operation.*: Rate exceeded$/,
  ],
  [{ type: "exception", name: "InternalServerError" }, /^An error occurred \(InternalServerError\) when calling/],
  [
    { type: "expired-credentials" },
    /^An error occurred \(ExpiredTokenException\).*token included in the request is expired/,
  ],
  [{ type: "reset" }, /Connection was closed before we received a valid response/],
  [{ type: "html" }, /^An error occurred \(502\) when calling/],
] as const;
