import { describe, expect, test } from "vitest";
import { aws, awsJson } from "./aws.js";
import { awsCli } from "./client-found.js";
import { conformanceEmulator } from "./conformance-emulator.js";

const account = {
  projects: Array.from({ length: 7 }, (_, index) => ({ name: `p${index}`, createdAt: 1_000 + index })),
};

interface ProjectsPage {
  readonly ProjectDescriptions: readonly { readonly ProjectArn: string }[];
  readonly NextToken?: string;
}

describe.runIf(awsCli.version !== undefined)("the AWS CLI", { timeout: 120_000 }, () => {
  test("pages by --page-size, stops at --max-items, and goes on from --starting-token", async () => {
    const emulator = await conformanceEmulator({ account });
    const arns = emulator.projects().arns();
    const list = async (...args: readonly string[]): Promise<ProjectsPage> =>
      (await awsJson(emulator, ["describe-projects", "--page-size", "2", ...args])) as ProjectsPage;
    const first = await list("--max-items", "3");
    expect(first.ProjectDescriptions.map(({ ProjectArn }) => ProjectArn)).toEqual(arns.slice(0, 3));
    const rest = await list("--starting-token", first.NextToken ?? "");
    expect(rest.ProjectDescriptions.map(({ ProjectArn }) => ProjectArn)).toEqual(arns.slice(3));
    expect(rest).not.toHaveProperty("NextToken");
    expect(new Set(emulator.requests.map(({ input }) => input?.["MaxResults"]))).toEqual(new Set([2]));
  });

  test("shows what --query asks for, over all pages", async () => {
    const emulator = await conformanceEmulator({ account });
    const args = ["describe-projects", "--page-size", "3", "--query", "ProjectDescriptions[].ProjectArn"];
    expect(await awsJson(emulator, args)).toEqual(emulator.projects().arns());
    expect(emulator.requests).toHaveLength(3);
  });

  test("names the error and the operation", async () => {
    const emulator = await conformanceEmulator({ account });
    const arn = "arn:aws:rekognition:us-east-1:111122223333:project/nobody/1";
    const refused = await aws(emulator, ["describe-project-versions", "--project-arn", arn]);
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

  test("creates, and waits until a model runs", async () => {
    const emulator = await conformanceEmulator({
      transitions: 0,
      account: { projects: [{ name: "p", versions: [{ name: "v", createdAt: 5 }] }] },
    });
    const created = await awsJson(emulator, ["create-project", "--project-name", "made", "--tags", "a=b"]);
    expect(emulator.projects().arns()).toContain((created as { ProjectArn: string }).ProjectArn);
    const [project = ""] = emulator.projects().arns();
    const version = `${project.slice(0, project.lastIndexOf("/"))}/version/v/5`;
    const start = ["start-project-version", "--project-version-arn", version, "--min-inference-units", "1"];
    expect(await awsJson(emulator, start)).toEqual({ Status: "STARTING" });
    const waited = await aws(emulator, ["wait", "project-version-running", "--project-arn", project]);
    expect(waited).toMatchObject({ code: 0, stderr: "" });
  });
});
