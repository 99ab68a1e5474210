import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CreateProjectCommand, DeleteProjectCommand, DescribeProjectsCommand } from "@aws-sdk/client-rekognition";
import { describe, expect, test, vi } from "vitest";
import { clientOf } from "../support/client-of.js";
import { type CommandFolder, commandFolder } from "../support/command-folder.js";
import type { RunningCommand } from "../support/run-command.js";
import { smallAccount } from "../support/small-account.js";

const QUIET = ["--quiet", "--rate", "1000"];
const WATCH = ["watch", "--every", "1", "--rate", "1000"];

/** Everything that a command has written so far, and whether that comes to hold a text. */
function said({ child }: RunningCommand): {
  readonly text: () => string;
  readonly until: (part: RegExp) => Promise<void>;
} {
  let text = "";
  child.stdout?.on("data", (chunk: string) => (text += chunk));
  child.stderr?.on("data", (chunk: string) => (text += chunk));
  return {
    text: () => text,
    until: (part) => vi.waitFor(() => expect(text).toMatch(part), { timeout: 30_000, interval: 50 }),
  };
}

function runIdIn({ cwd }: CommandFolder): string {
  return (JSON.parse(readFileSync(join(cwd, "out/summary.json"), "utf8")) as { readonly run_id: string }).run_id;
}

describe("watch", () => {
  test("exports again and again, prints what has changed, and stops when it is asked to", async () => {
    let isDown = false;
    const folder = await commandFolder({
      account: smallAccount,
      faults: () =>
        isDown ? { type: "error", status: 400, code: "AccessDeniedException", message: "not now" } : undefined,
    });
    const running = folder.start([...WATCH, "--keep", "2"]);
    const output = said(running);
    await output.until(/^\S+Z the first run: out\/runs\/\S+\.journal\n\S+Z no change\n/);
    const first = runIdIn(folder);

    using client = clientOf(folder);
    await client.send(new CreateProjectCommand({ ProjectName: "brand-new" }));
    await output.until(/Z 1 change\n\nProjects: 1 added\n {2}111122223333 us-east-1\n {4}\+ brand-new\n\n/);
    expect(runIdIn(folder)).not.toBe(first);

    isDown = true;
    await output.until(/AWS denied rekognition:DescribeProjects/);
    isDown = false;
    const before = output.text().length;
    await vi.waitFor(() => expect(output.text().slice(before)).toMatch(/no change\n/), { timeout: 30_000 });

    running.child.kill("SIGTERM");
    const { code } = await running.finished;
    expect(code).toBe(143);
    expect(output.text()).toMatch(
      /rekognition-inventory: stopped(?: after \d+ runs, of which \d+ read something; what they found is in their journals|; )/,
    );
    expect(folder.journals().length).toBeLessThanOrEqual(3);
  });

  test("prints what has changed although the files could not be written, and says where no change is not all", async () => {
    let isDenied = false;
    const folder = await commandFolder({
      account: smallAccount,
      faults: ({ operation }) =>
        isDenied && operation === "DescribeDataset"
          ? { type: "error", status: 400, code: "AccessDeniedException", message: "not now" }
          : undefined,
    });
    const running = folder.start([...WATCH, "--depth", "datasets"]);
    const output = said(running);
    await output.until(/no change\n/);
    const path = join(folder.cwd, "out/projects.csv");
    rmSync(path);
    mkdirSync(join(path, "in the way"), { recursive: true });
    using client = clientOf(folder);
    await client.send(new CreateProjectCommand({ ProjectName: "brand-new" }));
    await output.until(/Z 1 change\n\nProjects: 1 added\n {2}111122223333 us-east-1\n {4}\+ brand-new\n\n/);
    expect(output.text()).toMatch(/cannot write/);
    isDenied = true;
    await output.until(/no change, as far as could be read\n/);
    running.child.kill("SIGTERM");
    expect((await running.finished).code).toBe(143);
  });

  test("leaves it to the next run to say what has changed since one that was cut off", async () => {
    const folder = await commandFolder({
      account: smallAccount,
      faults: ({ operation }) => (operation === "DescribeDataset" ? { type: "hang" } : undefined),
    });
    const running = folder.start([...WATCH, "--depth", "datasets", "--timeout", "3"]);
    await said(running).until(/Z the run did not come to its end; the next run will report what has changed\n/);
    running.child.kill("SIGTERM");
    expect((await running.finished).code).toBe(143);
  });

  test("reports what went while a region could not be read, once it can be again", async () => {
    let isDenied = false;
    const folder = await commandFolder({
      accounts: [
        { accountId: "111122223333", region: "us-east-1", projects: [{ name: "here" }] },
        { accountId: "111122223333", region: "eu-west-1", projects: [{ name: "gone" }, { name: "stays" }] },
      ],
      faults: ({ region }) =>
        isDenied && region === "eu-west-1"
          ? { type: "error", status: 400, code: "AccessDeniedException", message: "not now" }
          : undefined,
    });
    const args = [...QUIET, "--region", "us-east-1,eu-west-1"];
    await folder.run(args);
    isDenied = true;
    await folder.run(args);
    using client = clientOf(folder, "eu-west-1");
    isDenied = false;
    const projects = folder.rows("out/projects.ndjson") as readonly { readonly arn: string; readonly name: string }[];
    expect(projects.map(({ name }) => name)).toEqual(["here"]);
    const { ProjectDescriptions = [] } = await client.send(new DescribeProjectsCommand({ ProjectNames: ["gone"] }));
    await client.send(new DeleteProjectCommand({ ProjectArn: ProjectDescriptions[0]?.ProjectArn }));
    await folder.run(args);
    const { stdout } = await folder.run(["diff"]);
    expect(stdout).toContain("(and what runs before it had read)");
    expect(stdout).toMatch(/Projects: 1 removed\n {2}111122223333 eu-west-1\n {4}- gone\n/);
  });

  test("gives a program a line of JSON for each change, and what happens as lines of JSON on stderr", async () => {
    const folder = await commandFolder({ account: smallAccount });
    const running = folder.start([...WATCH, "--json"]);
    let lines = 0;
    running.child.stderr?.on("data", (text: string) => (lines += text.split('"msg":"written"').length - 1));
    await vi.waitFor(() => expect(lines).toBeGreaterThan(0), { timeout: 30_000 });
    using client = clientOf(folder);
    await client.send(new CreateProjectCommand({ ProjectName: "brand-new" }));
    const [text] = (await once(running.child.stdout ?? process.stdin, "data")) as [string];
    running.child.kill("SIGINT");
    expect(JSON.parse(text)).toMatchObject({ change: "added", table: "projects", row: { name: "brand-new" } });
    const { code, stderr } = await running.finished;
    expect(code).toBe(130);
    expect(
      stderr
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toContainEqual(expect.objectContaining({ level: "info", msg: "written", outcome: "complete" }));
  });

  test("ends with 2 for a mistake, and is no place for --out -", async () => {
    const folder = await commandFolder();
    expect(await folder.run(["watch", "--out", "-"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "rekognition-inventory: watch writes the files of each run into a folder; give one with --out\n",
    });
    const nowhere = await folder.run(["watch", "--role-name", "reader"]);
    expect(nowhere).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(/--accounts/) as string });
  });
});
