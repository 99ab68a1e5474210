import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lifelikeAccount } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import { callCommand } from "../support/call-command.js";
import { commandFolder, commandIn, withoutRun } from "../support/command-folder.js";
import { parseCsv } from "../support/parse-csv.js";
import { runCommand } from "../support/run-command.js";
import { smallAccount, smallAccountRows } from "../support/small-account.js";

const FILES = ["datasets", "inventory", "ledger", "projects"].flatMap((name) => [`${name}.csv`, `${name}.ndjson`]);

describe("export", () => {
  test("writes the tables in both formats, the ledger, a summary and its journal, and ends with 0", async () => {
    const { run, files, journals, rows, emulator } = await commandFolder({ account: smallAccount });
    const { code, stdout, stderr } = await run(["export", "--endpoint-url", emulator.url, "--out", "out"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(Object.keys(files()).toSorted()).toEqual([...FILES, "summary.json"]);
    expect(rows()).toEqual(smallAccountRows);
    const [journal = ""] = journals();
    expect(journals()).toHaveLength(1);

    const [, runId = ""] = /^out\/runs\/(\d{8}T\d{6}Z-[0-9a-f]{4})\.journal$/.exec(journal) ?? [];
    const summary = JSON.parse(files()["summary.json"] ?? "") as Record<string, unknown>;
    expect(summary).toMatchObject({
      run_id: runId,
      outcome: "complete",
      exit_code: 0,
      targets: { expected: 1, answered: 1, complete: 1 },
      counts: { inventory: 4, projects: 3, datasets: 3, invalid: 0 },
      resume: null,
    });
    const [row] = files()["inventory.ndjson"]?.split("\n") ?? [];
    expect(JSON.parse(row ?? "")).toMatchObject({ run_id: runId, run_started_at: summary["started_at"] });

    expect(stdout).toMatch(/^3 projects and 3 datasets in us-east-1, account 111122223333\n1 page in \d/);
    expect(stdout).toContain(
      "\nWritten to out:\n  inventory, projects, datasets, ledger (.ndjson, .csv)\n  summary.json\n  out/runs/",
    );
    expect(stdout.endsWith(`  summary.json\n  ${journal}\n`)).toBe(true);
    expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  test("is what happens without a word, survives throttles, and takes the endpoint from the environment", async () => {
    const { run, rows } = await commandFolder({
      account: lifelikeAccount({ region: "eu-west-1" }),
      faults: ({ operation, index }) =>
        operation === "DescribeProjects" && index === 1 ? { type: "throttle" } : undefined,
    });
    const { code, stdout, stderr } = await run([], { env: { AWS_REGION: "eu-west-1" } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^240 projects and \d+ datasets in eu-west-1, account 111122223333$/m);
    expect(stdout).toMatch(/^3 pages in .* s, 1 throttle survived$/m);
    expect(rows().length).toBeGreaterThan(240);
  });

  test("reads what the depth asks for, and has a table for each", async () => {
    const { run, files } = await commandFolder({ account: smallAccount });
    const { code, stdout } = await run(["--depth", "all", "--format", "csv", "--rate", "100"]);
    expect(code).toBe(0);
    const tables = ["datasets", "entries", "inventory", "labels", "ledger", "policies", "projects", "tags", "versions"];
    expect(Object.keys(files()).toSorted()).toEqual(
      [...tables.map((name) => `${name}.csv`), "summary.json"].toSorted(),
    );
    expect(stdout).toContain("\n0 versions, 0 tags, 0 policies, 0 labels, 0 entries\n");
    expect(stdout).toContain("Nothing to be read\n  not-ready ");
  });

  test("--profile takes the credentials and the region of the profile", async () => {
    const { run, cwd, emulator } = await commandFolder({ account: { ...smallAccount, region: "eu-west-2" } });
    writeFileSync(
      join(cwd, "config"),
      "[profile work]\nregion = eu-west-2\naws_access_key_id = AKIDWORK\naws_secret_access_key = secret\n",
    );
    const env = { AWS_CONFIG_FILE: join(cwd, "config") };
    const { code, stdout, stderr } = await run(["--profile", "work"], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("3 projects and 3 datasets in eu-west-2");
    expect(emulator.requests.at(-1)?.region).toBe("eu-west-2");
  });

  test("says which account and region has nothing", async () => {
    const { run, rows } = await commandFolder({ account: { ...smallAccount, projects: [] } });
    const { code, stdout, stderr } = await run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^0 projects and 0 datasets in us-east-1, account 111122223333\n/);
    expect(rows()).toEqual([]);

    const several = await run(["--region", "us-east-1,eu-west-1"]);
    expect(several.code).toBe(0);
    expect(several.stdout).toMatch(/^0 projects and 0 datasets in 0 of 2 accounts and regions\n/);
    expect(several.stdout).toContain("\nNothing there\n  111122223333 us-east-1\n  111122223333 eu-west-1\n");
  });

  test("--out - writes one view to the standard output, and all else to stderr and the journal", async () => {
    const { run, cwd } = await commandFolder({ account: smallAccount });
    const { code, stdout, stderr } = await run(["--out", "-", "--journal", "run.journal"]);
    expect(code).toBe(0);
    const rows = stdout.trimEnd().split("\n");
    expect(rows.map((row) => withoutRun(JSON.parse(row) as Record<string, unknown>))).toEqual(smallAccountRows);
    expect(stderr).toMatch(/^3 projects and 3 datasets in us-east-1, account 111122223333\n/);
    expect(stderr.endsWith("Written:\n  run.journal\n")).toBe(true);
    expect(readdirSync(cwd)).toEqual(["run.journal"]);

    const quiet = await run(["views", "run.journal", "--out", "-", "--format", "csv", "--quiet"]);
    expect({ ...quiet, stdout: "" }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(parseCsv(quiet.stdout).map((row) => row[4])).toEqual([
      "project_name",
      ...smallAccountRows.map((row) => row.project_name),
    ]);
  });

  test("a region that is denied makes it 3, with what is there; the command that it prints asks again", async () => {
    let isDenied = true;
    const { run, rows, files, emulator } = await commandFolder({
      accounts: [smallAccount, { ...smallAccount, region: "eu-west-1" }],
      faults: ({ region }) =>
        isDenied && region === "eu-west-1" ? { type: "exception", name: "AccessDeniedException" } : undefined,
    });
    const first = await run(["--region", "us-east-1,eu-west-1"]);
    expect(first.code).toBe(3);
    expect(first.stdout).toMatch(/^at least 3 projects and 3 datasets in 1 of 2 accounts and regions\n/);
    expect(first.stdout).toContain("\nNot complete\n  denied DescribeProjects in 111122223333 eu-west-1: AWS denied\n");
    expect(first.stderr).toMatch(
      /^rekognition-inventory: not everything could be read; to ask again for what is missing: [^\n]+\n$/,
    );
    expect(rows()).toEqual(smallAccountRows);
    expect(JSON.parse(files()["summary.json"] ?? "")).toMatchObject({
      outcome: "incomplete",
      exit_code: 3,
      targets: { expected: 2, answered: 2, complete: 1 },
      resume: `rekognition-inventory ${commandIn(first.stderr).join(" ")}`,
    });

    isDenied = false;
    const before = emulator.requests.length;
    const second = await run(commandIn(first.stderr));
    expect({ code: second.code, stderr: second.stderr }).toEqual({ code: 0, stderr: "" });
    expect(second.stdout).toMatch(
      /^6 projects and 6 datasets in 2 of 2 accounts and regions\n2 pages, 1 of them now, in /,
    );
    expect(rows()).toHaveLength(8);
    const asked = emulator.requests.slice(before).filter(({ operation }) => operation === "DescribeProjects");
    expect(asked.map(({ region }) => region)).toEqual(["eu-west-1"]);
  });

  test("--fail-on says which outcomes make it 3", async () => {
    const { run } = await commandFolder({
      accounts: [smallAccount, { ...smallAccount, region: "eu-west-1" }],
      denied: [{ operation: "DescribeProjects", region: "eu-west-1" }],
      faults: ({ operation }) => (operation === "DescribeProjects" ? { type: "malformed-item" } : undefined),
    });
    const both = ["--region", "us-east-1,eu-west-1", "--quiet"];
    const codeOf = async (...args: readonly string[]): Promise<number | null> => (await run(args)).code;
    expect(await codeOf(...both)).toBe(3);
    expect(await codeOf(...both, "--fail-on", "never")).toBe(0);
    expect(await codeOf(...both, "--fail-on", "failed,throttled")).toBe(0);
    expect(await codeOf(...both, "--fail-on", "failed", "--fail-on", "denied")).toBe(3);
    expect(await codeOf("--quiet")).toBe(3);
    expect(await codeOf("--quiet", "--fail-on", "denied")).toBe(0);
  });

  test("what --fail-on counts is said on stderr, even by a quiet run, and even if nothing is missing", async () => {
    const { run, journals } = await commandFolder({ account: smallAccount });
    const args = ["--region", "us-east-1,sa-east-1,eu-north-1", "--quiet", "--fail-on", "denied,unsupported"];
    const stderr = `\
rekognition-inventory: the exit status is 3, as --fail-on counts this
  unsupported DescribeProjects (2 times) in 111122223333 sa-east-1,
    eu-north-1: Custom Labels is not offered there
`;
    expect(await run(args)).toEqual({ code: 3, stdout: "", stderr });
    const views = ["views", journals()[0] ?? "", "--quiet"];
    expect(await run(views)).toEqual({ code: 3, stdout: "", stderr });
    expect(await run([...views, "--fail-on", "denied"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("each kind that --fail-on counts is said, and none that it does not count", async () => {
    const { run } = await commandFolder({
      accounts: [smallAccount, { ...smallAccount, region: "eu-west-1" }],
      denied: [{ operation: "DescribeProjects", region: "eu-west-1" }],
      faults: ({ operation }) => (operation === "DescribeProjects" ? { type: "malformed-item" } : undefined),
    });
    expect((await run(["--region", "us-east-1,eu-west-1,sa-east-1", "--quiet", "--fail-on", "never"])).code).toBe(0);
    const saidFor = async (failOn: string): Promise<readonly string[]> => {
      const { stderr } = await run(["views", "--quiet", "--fail-on", failOn]);
      return Object.entries({
        denied: "not everything could be read; to ask again for what is missing",
        invalid: "1 record could not be read and is in no table; the reasons are in out/invalid.ndjson",
        unsupported: "unsupported DescribeProjects in 111122223333 sa-east-1",
      }).flatMap(([kind, words]) => (stderr.includes(words) ? [kind] : []));
    };
    expect(await saidFor("never")).toEqual([]);
    expect(await saidFor("denied,invalid,unsupported")).toEqual(["denied", "invalid", "unsupported"]);
    for (const kind of ["denied", "invalid", "unsupported"]) {
      // A run that lacks something says how to ask again for it, whatever is counted.
      expect(await saidFor(kind)).toEqual([...new Set(["denied", kind])]);
    }
  });

  test("what cannot be read is in invalid.ndjson, as it came; to ask again for it is not advised", async () => {
    const { run, files } = await commandFolder({
      account: smallAccount,
      faults: ({ operation }) => (operation === "DescribeProjects" ? { type: "malformed-item" } : undefined),
    });
    const { code, stdout, stderr } = await run();
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr:
        "rekognition-inventory: 1 record could not be read and is in no table; the reasons are in out/invalid.ndjson\n",
    });
    expect(stdout).toContain("\n1 record could not be read and is in no table; the reasons are in invalid.ndjson\n");
    expect(files()["invalid.ndjson"]).toContain('"malformed"');
  });

  test("what it writes is for its owner alone", async () => {
    const { run, cwd } = await commandFolder({ account: smallAccount });
    expect((await run(["--out", "a/b", "--quiet"])).code).toBe(0);
    const entries = readdirSync(cwd, { recursive: true, encoding: "utf8" });
    expect(entries).toHaveLength(FILES.length + 5);
    for (const entry of entries) {
      const { mode } = statSync(join(cwd, entry));
      expect([entry, (mode & 0o777).toString(8)]).toEqual([entry, (mode & 0o40_000) === 0 ? "600" : "700"]);
    }
  });

  test("no secret is written anywhere, nor a control character to the terminal", async () => {
    const { run, cwd } = await commandFolder({
      accounts: [smallAccount, { ...smallAccount, region: "eu-west-1" }],
      faults: ({ region }) =>
        region === "eu-west-1"
          ? {
              type: "error",
              status: 400,
              code: "AccessDeniedException",
              message: "no \u001B[31mred\u001B[0m \u202E way",
            }
          : undefined,
    });
    const { code, stdout, stderr } = await run(["--region", "us-east-1,eu-west-1"]);
    expect(code).toBe(3);
    expect(stdout).toContain("no [31mred [0m way");
    expect(`${stdout}${stderr}`.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const written = readdirSync(cwd, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
    expect(written.length).toBeGreaterThan(FILES.length);
    expect(`${written.join("")}${stdout}${stderr}`).not.toContain("CANARY");
  });

  test("--quiet writes the files, and says nothing", async () => {
    const { run, rows } = await commandFolder({ account: smallAccount });
    expect(await run(["--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(rows()).toEqual(smallAccountRows);
  });

  test("--organization reads every account of it, and reports those that are closed", async () => {
    const { run, rows } = await commandFolder({
      accounts: [smallAccount, { ...smallAccount, accountId: "222233334444" }],
      organization: {
        accounts: [
          { accountId: "111122223333" },
          { accountId: "222233334444", name: "staging" },
          { accountId: "333344445555", state: "SUSPENDED" },
        ],
      },
    });
    const { code, stdout, stderr } = await run(["--organization"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^6 projects and 6 datasets in 2 of 3 accounts and regions\n/);
    expect(stdout).toContain("\nNothing to be read\n  suspended in 333344445555\n");
    expect(rows()).toHaveLength(8);
  });
});

describe("rekognition-inventory", () => {
  test("--help and --version end with 0", async () => {
    const help = await runCommand(["--help"]).finished;
    expect({ ...help, stdout: "" }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(help.stdout).toContain("rekognition:DescribeProjects");
    const version = await runCommand(["--version"]).finished;
    expect(version).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string, stderr: "" });
    for (const command of ["export", "resume", "views"]) {
      const { code, stdout } = await callCommand([command, "--help"]);
      expect({ code, hasOut: stdout.includes("--out <folder>") }).toEqual({ code: 0, hasOut: true });
    }
  });
});
