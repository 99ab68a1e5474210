import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateProjectCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import type { AccountSeed } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import { type CommandFolder, commandFolder } from "../support/command-folder.js";

const account: AccountSeed = {
  accountId: "111122223333",
  region: "us-east-1",
  projects: [
    {
      name: "shop",
      versions: [
        { name: "running", status: "RUNNING", minInferenceUnits: 2 },
        { name: "done", status: "TRAINING_COMPLETED" },
      ],
    },
    { name: "old" },
  ],
};

const EXPORT = ["--depth", "versions", "--format", "html", "--quiet", "--rate", "1000"];

/** What a reader sees of the report, its scripts and tags left out. */
function reportOf({ cwd }: CommandFolder): string {
  return readFileSync(join(cwd, "out/report.html"), "utf8")
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll(/\s+/g, " ");
}

function clientOf({ emulator }: CommandFolder): RekognitionClient {
  return new RekognitionClient({
    region: "us-east-1",
    endpoint: emulator.url,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
}

describe("a report", () => {
  test("compares with the run before it in the folder, and knows by it since when a model runs", async () => {
    const folder = await commandFolder({ account });
    expect((await folder.run(EXPORT)).code).toBe(0);
    expect(reportOf(folder)).toContain("There is no earlier finished run");
    expect(reportOf(folder)).toContain("RUNNING 2 not known");

    const client = clientOf(folder);
    const { ProjectArn } = await client.send(new CreateProjectCommand({ ProjectName: "new" }));
    expect(ProjectArn).toContain("project/new/");
    client.destroy();

    const { code, stderr } = await folder.run(EXPORT);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const text = reportOf(folder);
    expect(text).toMatch(/1 added in projects/);
    expect(text).toMatch(/added projects 111122223333 us-east-1 new/);
    expect(text).toMatch(
      /RUNNING 2 at least since \d{4}-\d\d-\d\d \d\d:\d\d UTC \(an earlier run\) at least \$0\.0\d \$5,840/,
    );
  });

  test("of the same journals is the same, also when it is written again", async () => {
    const folder = await commandFolder({ account });
    await folder.run(EXPORT);
    await folder.run(EXPORT);
    const before = folder.files();
    expect((await folder.run(["views", "--quiet"])).code).toBe(0);
    expect(folder.files()).toEqual(before);
  });

  test("is written although the run before it was damaged, and says so", async () => {
    const folder = await commandFolder({ account });
    await folder.run(EXPORT);
    const [first = ""] = folder.journals();
    const path = join(folder.cwd, first);
    const lines = readFileSync(path, "utf8").split("\n");
    // A walk in its midst: what says that it is finished is whole.
    writeFileSync(path, lines.map((line, at) => (at === 3 ? line.replace("shop", "shoq") : line)).join("\n"));
    const { code, stderr } = await folder.run(EXPORT);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(reportOf(folder)).toContain("The earlier run could not be compared with:");
    expect(reportOf(folder)).toContain("RUNNING 2 not known");
  });

  test("takes the prices that it is given, and keeps them for its run", async () => {
    const folder = await commandFolder({ account });
    await folder.run([...EXPORT, "--price", "us-east-1=5,eu-west-1=6"]);
    const first = reportOf(folder);
    expect(first).toContain("us-east-1 $5.00 (given), eu-west-1 $6.00 (given)");
    expect(first).toContain("$7,300 a month");
    expect((await folder.run(["views", "--quiet"])).code).toBe(0);
    expect(reportOf(folder)).toBe(first);
    expect((await folder.run(["views", "--quiet", "--price", "us-east-1=1"])).code).toBe(0);
    expect(reportOf(folder)).toContain("$1,460 a month");
  });

  test("says by CloudWatch since when a model runs, and what it has cost", async () => {
    const folder = await commandFolder({ account });
    const { code, stderr } = await folder.run([...EXPORT, "--depth", "usage"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(reportOf(folder)).toMatch(/RUNNING 2 (?:at least since )?\d{4}-\d\d-\d\d \d\d:\d\d UTC \(CloudWatch\) /);
  });
});
