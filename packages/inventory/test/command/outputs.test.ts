import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lifelikeAccount } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import { inventoryTable } from "../../src/views/tables/inventory-table.js";
import { commandFolder, commandIn } from "../support/command-folder.js";
import { readWithDuckdb } from "../support/read-with-duckdb.js";
import { smallAccount, smallAccountRows } from "../support/small-account.js";

describe("views", () => {
  test("gives the same bytes from the same journal, and asks nobody", async () => {
    const { run, files, emulator } = await commandFolder({ account: lifelikeAccount({ projects: 20 }) });
    expect((await run(["--quiet"])).code).toBe(0);
    const before = files();
    const requests = emulator.requests.length;
    const { code, stdout, stderr } = await run(["views"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^20 projects and \d+ datasets in us-east-1, account 111122223333\n1 page\n\n/);
    expect(files()).toEqual(before);
    expect((await run(["views", "out", "--out", "other", "--quiet"])).code).toBe(0);
    expect(files("other")).toEqual(before);
    expect(emulator.requests.length).toBe(requests);
  });

  test("of a format removes what an earlier run has written in another", async () => {
    const { run, cwd, files } = await commandFolder({ account: smallAccount });
    expect((await run(["--quiet"])).code).toBe(0);
    writeFileSync(join(cwd, "out", "mine.ndjson"), "mine");
    expect((await run(["views", "--format", "csv", "--quiet"])).code).toBe(0);
    expect(Object.keys(files()).toSorted()).toEqual([
      "datasets.csv",
      "inventory.csv",
      "ledger.csv",
      "mine.ndjson",
      "projects.csv",
      "summary.json",
    ]);
  });

  test("in Parquet are what DuckDB reads, in files and on the standard output", async () => {
    const { run, start, cwd, files, rows } = await commandFolder({ account: smallAccount });
    expect((await run(["--format", "ndjson,parquet", "--quiet"])).code).toBe(0);
    expect(Object.keys(files()).filter((name) => name.endsWith(".parquet"))).toEqual([
      "datasets.parquet",
      "inventory.parquet",
      "ledger.parquet",
      "projects.parquet",
    ]);
    const piped = join(cwd, "piped.parquet");
    const stdout = openSync(piped, "w");
    const { code, stderr } = await start(["views", "--out", "-", "--format", "parquet", "--quiet"], { stdout })
      .finished;
    closeSync(stdout);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(readFileSync(piped)).toEqual(readFileSync(join(cwd, "out/inventory.parquet")));
    const read = await readWithDuckdb(piped, inventoryTable);
    const projectName = inventoryTable.columns.findIndex(({ name }) => name === "project_name");
    expect(read.map((row) => row[projectName])).toEqual(
      rows().map((row) => (row as { readonly project_name: string }).project_name),
    );
  });

  test("a folder that cannot be written to is a sentence, and the views are as they were", async () => {
    const { run, cwd, files } = await commandFolder({ account: smallAccount });
    expect((await run(["--quiet"])).code).toBe(0);
    writeFileSync(join(cwd, "file"), "");
    expect(await run(["views", "--out", "file/out"])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "rekognition-inventory: cannot write file/out: a part of the path is a file and not a folder; choose another folder with --out\n",
    });
    mkdirSync(join(cwd, "taken", "ledger.csv"), { recursive: true });
    expect(await run(["views", "--out", "taken"])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "rekognition-inventory: cannot write taken/ledger.csv: it is a folder; choose another folder with --out\n",
    });
    expect(files("taken")).toEqual({});
  });
});

// Linux alone has a folder in which nobody can make one, and which says that something is missing.
describe.runIf(process.platform === "linux")("a folder in which none can be made is called that", () => {
  const sentence = "no folder can be made in /proc; choose another folder with --out";

  test.each<[readonly string[], string]>([
    [["export"], `cannot write /proc/x/runs: ${sentence}, or another file with --journal`],
    [["export", "--sweep", "postgres://nobody@127.0.0.1:9/none"], `cannot write /proc/x/runs: ${sentence}`],
  ])("by %j", async (args, stderr) => {
    const { start } = await commandFolder({ account: smallAccount });
    const finished = await start([...args, "--out", "/proc/x", "--quiet"]).finished;
    expect(finished).toEqual({ code: 1, stdout: "", stderr: `rekognition-inventory: ${stderr}\n` });
  });

  test("by views", async () => {
    const { run } = await commandFolder({ account: smallAccount });
    expect((await run(["--quiet"])).code).toBe(0);
    expect(await run(["views", "--out", "/proc/x"])).toEqual({
      code: 1,
      stdout: "",
      stderr: `rekognition-inventory: cannot write /proc/x: ${sentence}\n`,
    });
  });
});

describe("a disk that is full", () => {
  test("as the journal grows: one sentence, nothing damaged, and the run goes on where it was", async () => {
    const { run, start, rows, journals, files } = await commandFolder({ account: lifelikeAccount() });
    // In blocks of 512 bytes: the first page fits, and the third does not.
    const { code, stdout, stderr } = await start([], { fileLimit: 200 }).finished;
    const [journal] = journals();
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: "",
      stderr: `rekognition-inventory: cannot write ${journal}: the file would be larger than is allowed here; what is done is kept; to go on: rekognition-inventory resume ${journal}\n`,
    });
    expect(files()).toEqual({});
    expect((await run([...commandIn(stderr), "--quiet"])).code).toBe(0);
    const found = rows();
    expect((await run(["--out", "whole", "--quiet"])).code).toBe(0);
    expect(found).toEqual(rows("whole/inventory.ndjson"));
  });

  test("as the views are written: one sentence, and the files of an earlier run as they were", async () => {
    const { run, start, cwd, rows, journals, files } = await commandFolder({ account: lifelikeAccount() });
    mkdirSync(join(cwd, "out"));
    writeFileSync(join(cwd, "out", "inventory.ndjson"), "older\n");
    // The journal fits, and the view, which repeats the project in each row, does not.
    const { code, stdout, stderr } = await start(["--quiet"], { fileLimit: 400 }).finished;
    const [journal] = journals();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(
      `rekognition-inventory: cannot write out/inventory.ndjson: the file would be larger than is allowed here; what was read is kept; to write it somewhere else: rekognition-inventory views ${journal} --out FOLDER\n`,
    );
    expect(files()).toEqual({ "inventory.ndjson": "older\n" });
    expect((await run(["views", journal ?? "", "--out", "elsewhere", "--quiet"])).code).toBe(0);
    expect(rows("elsewhere/inventory.ndjson").length).toBeGreaterThan(240);
  });
});

describe("the standard output", () => {
  test("whose reader leaves does not end the run: the files are written, and nothing is said", async () => {
    const { start, rows } = await commandFolder({ account: smallAccount });
    const { child, finished } = start();
    child.stdout?.destroy();
    const { code, stderr } = await finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(rows()).toEqual(smallAccountRows);
  });

  test("whose reader has enough rows is left in peace", async () => {
    const { start } = await commandFolder({ account: lifelikeAccount() });
    const { child, finished } = start(["--out", "-", "--journal", "run.journal", "--quiet"]);
    child.stdout?.once("data", () => child.stdout?.destroy());
    const { code, stderr } = await finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("whose reader takes its time is waited for, and Ctrl-C ends the waiting", async () => {
    const { start, cwd } = await commandFolder({ account: lifelikeAccount({ projects: 2_000 }) });
    const { child, finished } = start(["--out", "-", "--journal", "run.journal", "--quiet", "--rate", "100"]);
    child.stdout?.pause();
    await expect
      .poll(() => existsSync(join(cwd, "run.journal")) && readFileSync(join(cwd, "run.journal"), "utf8"), {
        timeout: 20_000,
      })
      .toContain('"_tag":"End"');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    child.kill("SIGINT");
    child.stdout?.resume();
    const { code, stderr } = await finished;
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /stopped; what is done is kept; to go on: rekognition-inventory resume run\.journal --out -\n$/,
    );
  });

  // /dev/full answers every write as a full disk does; only Linux has it.
  test.skipIf(!existsSync("/dev/full"))("that is full is reported and ends with 1; the files are written", async () => {
    const { start, rows } = await commandFolder({ account: smallAccount });
    const full = openSync("/dev/full", "w");
    const { code, stderr } = await start([], { stdout: full }).finished;
    const views = await start(["views", "out", "--out", "-", "--quiet"], { stdout: full }).finished;
    closeSync(full);
    const sentence = "rekognition-inventory: cannot write its output: no space is left on the device\n";
    expect({ code, stderr }).toEqual({ code: 1, stderr: sentence });
    expect({ code: views.code, stderr: views.stderr }).toEqual({ code: 1, stderr: sentence });
    expect(rows()).toEqual(smallAccountRows);
  });
});
