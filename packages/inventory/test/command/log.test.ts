import { describe, expect, test } from "vitest";
import { commandFolder, KEYS } from "../support/command-folder.js";
import { smallAccount } from "../support/small-account.js";

type Line = Readonly<Record<string, unknown>>;

function linesOf(stderr: string): readonly Line[] {
  return stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

describe("--json", () => {
  test("has what happens as lines of JSON on stderr, and nothing else there, nor on the standard output", async () => {
    const folder = await commandFolder({
      account: smallAccount,
      denied: [{ operation: "DescribeProjects", region: "eu-west-1" }],
    });
    const args = ["--json", "--region", "us-east-1,eu-west-1", "--rate", "1000"];
    const { code, stdout, stderr } = await folder.start(args).finished;
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    const lines = linesOf(stderr);
    expect(lines.map(({ level, msg }) => `${String(level)} ${String(msg)}`).toSorted()).toEqual([
      expect.stringMatching(
        /^error not everything could be read; .*: rekognition-inventory resume out\/runs\/\S+\.journal$/,
      ),
      "info run",
      "info target",
      "info target",
      "info written",
      "warn walk is not complete",
    ]);
    expect(lines.find(({ msg }) => msg === "walk is not complete")).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      account_id: "111122223333",
      region: "eu-west-1",
      operation: "DescribeProjects",
      outcome: "denied",
      error: expect.stringMatching(/^AWS denied rekognition:DescribeProjects/) as string,
    });
    expect(lines.find(({ msg }) => msg === "written")).toMatchObject({ outcome: "incomplete", exit_code: 3 });
    for (const secret of [KEYS["AWS_SECRET_ACCESS_KEY"], KEYS["AWS_SESSION_TOKEN"]]) {
      expect(stderr).not.toContain(secret);
    }
  });

  test("says as much as --log-level, which is about it alone", async () => {
    const folder = await commandFolder({ account: smallAccount });
    const [all, none] = await Promise.all([
      folder.start(["--json", "--log-level", "debug", "--out", "a"]).finished,
      folder.start(["--json", "--log-level", "silent", "--out", "b"]).finished,
    ]);
    expect(linesOf(all.stderr).map(({ msg }) => msg)).toContain("page");
    expect(none).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await folder.run(["--log-level", "debug"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "rekognition-inventory: --log-level only applies to the lines of --json; add --json, or leave --log-level out\n",
    });
  });

  test("has why nothing could be read", async () => {
    const folder = await commandFolder({ denied: [{ operation: "DescribeProjects" }] });
    const { code, stderr } = await folder.start(["--json"]).finished;
    expect(code).toBe(1);
    expect(linesOf(stderr).at(-1)).toMatchObject({
      level: "error",
      msg: expect.stringMatching(/^AWS denied rekognition:DescribeProjects/) as string,
    });
  });
});
