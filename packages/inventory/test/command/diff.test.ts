import { lifelikeAccount } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import { CHANGES, comeAndGo } from "../support/come-and-go.js";
import { commandFolder } from "../support/command-folder.js";
import { smallAccount } from "../support/small-account.js";

const QUIET = ["--quiet", "--rate", "1000"];

describe("diff", () => {
  test("says what changed between the two newest runs, or any two; --exit-code has it for scripts", async () => {
    const folder = await commandFolder({ account: smallAccount });
    await folder.run(QUIET);
    const alone = await folder.run(["diff"]);
    expect(alone).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(ONE_RUN) as string });

    await folder.run(QUIET);
    const same = await folder.run(["diff", "--exit-code"]);
    expect(same).toEqual({
      code: 0,
      stdout: expect.stringMatching(/\n\nNo change was found\.\n$/) as string,
      stderr: "",
    });

    await comeAndGo(folder);
    await folder.run(QUIET);
    const [first = "", , third = ""] = folder.journals();
    const text = await folder.start(["diff"]).finished;
    expect(text).toEqual({ code: 0, stdout: expect.stringMatching(CHANGES) as string, stderr: "" });
    expect((await folder.run(["diff", first, third])).stdout.replace(/^.*\n/, "")).toBe(
      text.stdout.replace(/^.*\n/, ""),
    );

    const json = await folder.run(["diff", "out", "--json", "--exit-code"]);
    expect({ code: json.code, stderr: json.stderr }).toEqual({ code: 4, stderr: "" });
    const lines = json.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(lines.map(({ change, table }) => [change, table])).toContainEqual(["added", "projects"]);
    expect(lines.filter(({ change, table }) => change === "removed" && table === "projects")).toHaveLength(1);
  });

  test("a run that was cut off removes nothing", async () => {
    let isHanging = false;
    const folder = await commandFolder({
      account: lifelikeAccount(),
      faults: ({ input }) => (isHanging && input?.["NextToken"] !== undefined ? { type: "hang" } : undefined),
    });
    await folder.run(QUIET);
    isHanging = true;
    await folder.run([...QUIET, "--timeout", "2"]);
    const { code, stdout } = await folder.run(["diff", "--exit-code"]);
    expect(code).toBe(3);
    expect(stdout).toContain("No change was found.");
    expect(stdout).toMatch(
      /The newer run could not read this; it does not count as a change\n {2}unfinished DescribeProjects in /,
    );
  });

  test("says what the newer run did not ask for: that is no change, and not the same as none", async () => {
    const folder = await commandFolder({ account: smallAccount });
    const both = [...QUIET, "--region", "us-east-1,eu-west-1", "--depth", "versions,policies,datasets"];
    await folder.run(both);
    await folder.run(QUIET);
    const { code, stdout } = await folder.run(["diff", "--exit-code"]);
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /\n\nNo change was found\.\n\nThe newer run did not ask for versions, policies; the older one did\n\nThe newer run did not ask in 111122223333 eu-west-1; the older one did\n$/,
    );
    const [first = "", second = ""] = folder.journals();
    const back = await folder.run(["diff", second, first, "--exit-code", "--tables", "projects"]);
    // What is there now, and was not looked at before, is no change either.
    expect(back.code).toBe(0);
    expect(back.stdout).toMatch(/^From \S+ to \S+, which was read before it\n/);
    expect(back.stdout).toContain(
      "\nNot compared: datasets, versions, policies, labels, tags; --tables all compares them",
    );
  });

  test.each([
    [
      ["diff", "nowhere"],
      "cannot read nowhere: there is no such file or folder; give a journal, or the folder that a run wrote to",
    ],
    [
      ["diff", "mysql://root:hidden@db/x", "out"],
      "diff takes journals, folders of runs, and a URL such as postgres://user@host/database",
    ],
    [
      ["diff", "postgres://a:hidden@db/x", "postgres://a:hidden@db/y"],
      "diff compares a run with another run, or with what is in Postgres; give a journal for at least one of the two",
    ],
    [["diff", "env", "out"], "env stands for the database in DATABASE_URL, which is not set"],
  ])("%j is refused with a sentence", async (args, sentence) => {
    const folder = await commandFolder();
    expect(await folder.run(args)).toEqual({
      code: 2,
      stdout: "",
      stderr: `rekognition-inventory: ${sentence}\n`,
    });
  });
});

const ONE_RUN =
  /^rekognition-inventory: there is no finished run before out\/runs\/\S+ to compare it with; give two: rekognition-inventory diff OLD NEW\n$/;
