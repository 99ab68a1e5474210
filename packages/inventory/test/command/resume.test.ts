import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { rekognitionClient } from "@rekognition-rx/core";
import { type Emulator, type Fault, lifelikeAccount } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { fileJournal } from "../../src/journal/file-journal.js";
import { CRC_MEMBER_LENGTH, crcMember, crcOf } from "../../src/journal/crc-member.js";
import { crawlTo } from "../../src/run/crawl-to.js";
import { callCommand } from "../support/call-command.js";
import { type CommandFolder, commandFolder, commandIn, KEYS } from "../support/command-folder.js";
import { runCommand, type RunningCommand } from "../support/run-command.js";
import { smallAccount, smallAccountRows } from "../support/small-account.js";
import { temporaryFolder } from "../support/temporary-folder.js";

/** Three pages, of which the second and later ones meet a fault as long as `held.fault` is one. */
async function heldFolder(fault: Fault | undefined = { type: "hang" }): Promise<CommandFolder & { held: Held }> {
  const held: Held = { fault };
  const folder = await commandFolder({
    account: lifelikeAccount(),
    faults: ({ operation, input }) =>
      operation === "DescribeProjects" && input?.["NextToken"] !== undefined ? held.fault : undefined,
  });
  return Object.assign(folder, { held });
}

interface Held {
  fault: Fault | undefined;
}

function asked({ requests }: Emulator): number {
  return requests.filter(({ operation }) => operation === "DescribeProjects").length;
}

/** A run that was stopped as it had one page of three, and what it said. */
async function stoppedRun(
  folder: CommandFolder,
  signal: NodeJS.Signals = "SIGINT",
): Promise<Awaited<RunningCommand["finished"]>> {
  const before = asked(folder.emulator);
  const { child, finished } = folder.start();
  await expect.poll(() => asked(folder.emulator), { timeout: 20_000 }).toBeGreaterThan(before + 1);
  child.kill(signal);
  return await finished;
}

describe("a run that is stopped", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)(
    "by %s ends at once with %d, keeps what is done, and goes on by the command that it prints",
    async (signal, exitCode) => {
      const folder = await heldFolder();
      const { run, start, rows, journals, held, emulator } = folder;
      const { code, stdout, stderr } = await stoppedRun(folder, signal);
      const [journal] = journals();
      expect({ code, stdout, stderr }).toEqual({
        code: exitCode,
        stdout: "",
        stderr: `rekognition-inventory: stopped; what is done is kept; to go on: rekognition-inventory resume ${journal}\n`,
      });
      expect(readdirSync(join(folder.cwd, "out"))).toEqual(["runs"]);
      expect(readdirSync(join(folder.cwd, "out/runs"))).toHaveLength(1);

      held.fault = undefined;
      const before = asked(emulator);
      const resumed = await start(commandIn(stderr)).finished;
      expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: "" });
      expect(resumed.stdout).toContain("\n3 pages, 2 of them now, in ");
      expect(asked(emulator) - before).toBe(2);
      const found = rows();
      const ledger = rows("out/ledger.ndjson");
      expect((await run(["--out", "whole", "--quiet"])).code).toBe(0);
      expect(found).toEqual(rows("whole/inventory.ndjson"));
      expect(ledger).toHaveLength(rows("whole/ledger.ndjson").length);
    },
  );

  test("goes on by the folder alone, if it is the newest that did not come to its end", async () => {
    const folder = await heldFolder();
    const { run, held, journals } = folder;
    await stoppedRun(folder);
    held.fault = undefined;
    const resumed = await run(["resume", "--quiet"]);
    expect(resumed).toEqual({ code: 0, stdout: "", stderr: "" });
    const again = await run(["resume", "out"]);
    expect(again).toEqual({
      code: 0,
      stdout: "",
      stderr:
        "rekognition-inventory: nothing is missing in out: every run came to its end, and the newest is complete\n",
    });
    expect(journals()).toHaveLength(1);
  });

  test("is left alone by the folder, if a newer run is complete: its files would be written over those of that run", async () => {
    const folder = await heldFolder();
    const { run, journals, files, held } = folder;
    await stoppedRun(folder);
    const [old = ""] = journals();
    held.fault = undefined;
    expect((await run(["--quiet"])).code).toBe(0);
    const before = files();
    const resumed = await run(["resume"]);
    expect(resumed).toEqual({
      code: 0,
      stdout: "",
      stderr: `rekognition-inventory: nothing is missing in out: the newest run is complete; an older run was stopped, but its files would replace those of the newest run: to go on with it all the same, rekognition-inventory resume ${old} --out FOLDER\n`,
    });
    expect(files()).toEqual(before);
  });

  test("of an organization refuses to go on without credentials, and writes nothing of that into its journal", async () => {
    const fault = { type: "hang" } as const;
    let isHanging = true;
    const { run, journals, cwd } = await commandFolder({
      account: smallAccount,
      organization: { accounts: [{ accountId: "111122223333", name: "one" }] },
      faults: ({ operation }) => (isHanging && operation === "DescribeProjectVersions" ? fault : undefined),
    });
    const args = ["--organization", "--depth", "versions", "--timeout", "4", "--quiet"];
    expect((await run(args)).code).toBe(3);
    isHanging = false;
    const [journal = ""] = journals();
    const before = readFileSync(join(cwd, journal), "utf8");
    const none = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_SESSION_TOKEN: "" };
    const refused = await run(["resume", journal, "--quiet"], { env: none });
    expect({ ...refused, code: 0 }).toEqual({
      code: 0,
      stdout: "",
      stderr: expect.stringMatching(
        /the run was begun with credentials, and no AWS credentials were found; /,
      ) as string,
    });
    expect(refused.code).not.toBe(0);
    expect(readFileSync(join(cwd, journal), "utf8")).toBe(before);
    expect((await run(["resume", journal, "--quiet"])).code).toBe(0);
  });

  test("asks again, by the folder alone, for what a run could not read that came to its end", async () => {
    const folder = await heldFolder({ type: "error", status: 400, code: "InvalidParameterException", message: "no" });
    const { run, held, rows, journals } = folder;
    expect((await run(["--quiet"])).code).toBe(3);
    held.fault = undefined;
    expect(await run(["resume", "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(rows().length).toBeGreaterThan(240);
    expect(journals()).toHaveLength(1);
  });

  test("refuses the credentials of another account, and goes on with its own", async () => {
    const folder = await heldFolder();
    const { run, held, rows, journals } = folder;
    await stoppedRun(folder);
    held.fault = undefined;
    const other = await run(["resume"], { env: { AWS_ACCESS_KEY_ID: "999988887777" } });
    expect(other).toEqual({
      code: 1,
      stdout: "",
      stderr: `rekognition-inventory: the run was begun with 111122223333:us-east-1, and these credentials lead to 999988887777:us-east-1; go on with the credentials that it was begun with, or begin a new run; what is done is kept; to go on: rekognition-inventory resume ${journals()[0]}\n`,
    });
    const none = await run(["resume"], { env: { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" } });
    expect({ ...none, stderr: "" }).toEqual({ code: 1, stdout: "", stderr: "" });
    expect(none.stderr).toContain("was begun with 111122223333:us-east-1, and no AWS credentials were found; name a ");
    expect((await run(["resume", "--quiet"])).code).toBe(0);
    expect(new Set(rows().map((row) => (row as { readonly account_id: string }).account_id))).toEqual(
      new Set(["111122223333"]),
    );
  });

  test("goes on by any way to its journal", async () => {
    const folder = await heldFolder();
    const { run, held, journals, cwd } = folder;
    await stoppedRun(folder);
    held.fault = undefined;
    for (const way of [`./${journals()[0]}`, join(cwd, ".", journals()[0] ?? "")]) {
      expect(await run(["resume", way, "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
    }
  });

  test("goes on by the folder alone, if its files were not written, and asks for nothing twice", async () => {
    const folder = await heldFolder(undefined);
    const { run, held, cwd, files, emulator } = folder;
    held.fault = undefined;
    expect((await run(["--quiet"])).code).toBe(0);
    const written = files();
    // As a kill in the midst of publishing leaves it.
    rmSync(join(cwd, "out/summary.json"));
    rmSync(join(cwd, "out/inventory.csv"));
    const before = asked(emulator);
    expect(await run(["resume", "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(asked(emulator)).toBe(before);
    expect(Object.keys(files())).toEqual(Object.keys(written));
    expect(files()["inventory.csv"]).toBe(written["inventory.csv"]);
  });

  test("before anything is known leaves nothing, and has nothing to go on with", async () => {
    const silent = await silentServer();
    const cwd = temporaryFolder();
    const env = { ...KEYS, AWS_REGION: "us-east-1" };
    const { child, finished } = runCommand(["--endpoint-url", silent.url], { cwd, env });
    await expect.poll(silent.requests, { timeout: 20_000 }).toBe(1);
    expect(existsSync(join(cwd, "out/runs"))).toBe(true);
    child.kill("SIGINT");
    expect(await finished).toEqual({
      code: 130,
      stdout: "",
      stderr: "rekognition-inventory: stopped; nothing was done yet\n",
    });
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("does not wait for the end of a back-off", async () => {
    const folder = await heldFolder({ type: "throttle" });
    const { code, stderr } = await stoppedRun(folder);
    expect({ code, lines: stderr.split("\n").length }).toEqual({ code: 130, lines: 2 });
  });

  test("by a second Ctrl-C ends one way or the other, and can be gone on with", async () => {
    const folder = await heldFolder();
    const { run, start, emulator, held, rows } = folder;
    const { child, finished } = start();
    await expect.poll(() => asked(emulator), { timeout: 20_000 }).toBe(2);
    child.kill("SIGINT");
    child.kill("SIGINT");
    const { code } = await finished;
    expect([130, null]).toContain(code);
    held.fault = undefined;
    expect((await run(["resume", "--quiet"])).code).toBe(0);
    expect(rows().length).toBeGreaterThan(240);
  });

  test("by --timeout writes what there is, ends with 3, and goes on by the command that it prints", async () => {
    const { run, files, rows, journals, held } = await heldFolder();
    const { code, stdout, stderr } = await run(["--timeout", "5"]);
    const resume = `rekognition-inventory resume ${journals()[0]}`;
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `rekognition-inventory: stopped after 5 s, as --timeout says; to go on: ${resume}\n`,
    });
    expect(stdout).toMatch(/^at least 100 projects and \d+ datasets in us-east-1, account 111122223333$/m);
    expect(JSON.parse(files()["summary.json"] ?? "")).toMatchObject({
      outcome: "incomplete",
      exit_code: 3,
      ended_at: null,
      resume,
    });
    held.fault = undefined;
    expect((await run([...commandIn(stderr), "--timeout", "60"])).code).toBe(0);
    expect(rows().length).toBeGreaterThan(240);
    expect(JSON.parse(files()["summary.json"] ?? "")).toMatchObject({ outcome: "complete", resume: null });
  });

  test("by --timeout before anything is known has done nothing: 1", async () => {
    const silent = await silentServer();
    const cwd = temporaryFolder();
    const env = { ...KEYS, AWS_REGION: "us-east-1" };
    const { code, stderr } = await callCommand(["--endpoint-url", silent.url, "--timeout", "1"], { cwd, env });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "rekognition-inventory: stopped after 1 s, as --timeout says; nothing was done yet\n",
    });
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("a journal", () => {
  test("is one process's: a second is refused with who has it, and the first goes on", async () => {
    const folder = await heldFolder();
    const { run, start, emulator, journals, held } = folder;
    const first = start();
    await expect.poll(() => asked(emulator), { timeout: 20_000 }).toBe(2);
    const { code, stdout, stderr } = await run(["resume"]);
    const [journal] = journals();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(`rekognition-inventory: ${journal} is in use: process ${first.child.pid} on `);
    expect(stderr).toMatch(/ has it; wait for its end, or delete [^\n]+\.lock if that process is gone\n$/);
    first.child.kill("SIGINT");
    expect((await first.finished).code).toBe(130);
    held.fault = undefined;
    expect((await run(["resume", "--quiet"])).code).toBe(0);
  });

  test("with half a line at its end, of a process that was killed, is gone on with", async () => {
    const folder = await heldFolder();
    const { run, cwd, journals, rows, held } = folder;
    await stoppedRun(folder);
    const path = join(cwd, journals()[0] ?? "");
    const text = readFileSync(path, "utf8");
    appendFileSync(path, text.slice(0, 300));
    held.fault = undefined;
    expect(await run(["resume", "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(path, "utf8").startsWith(text)).toBe(true);
    const found = rows();
    expect((await run(["--out", "whole", "--quiet"])).code).toBe(0);
    expect(found).toEqual(rows("whole/inventory.ndjson"));
  });

  test.each<[string, (text: string) => string, RegExp]>([
    [
      "that somebody edited",
      (text) => text.replace('"accountId":"111122223333"', '"accountId":"999922223333"'),
      /: out\/runs\/\S+ is damaged in line 2: it is not what was written after the line before it: a line was changed, left out, doubled or moved; restore the file from a copy, or keep the lines before it \("head -n 1"\) and resume from there\n$/,
    ],
    [
      "that an editor saved with other line ends",
      (text) => text.replaceAll("\n", "\r\n"),
      /is damaged in line 1: it ends in CR LF, as an editor may have saved it; restore the file from a copy, or start a new run\n$/,
    ],
    [
      "of another version",
      (text) => {
        const first = text.slice(0, text.indexOf("\n")).replace('"version":1', '"version":2');
        const body = first.slice(0, -CRC_MEMBER_LENGTH);
        return `${body}${crcMember(crcOf(body, 0))}\n`;
      },
      / is a journal of version 2, and this program reads version 1; read it with the release of the program that wrote it, or start a new run\n$/,
    ],
    [
      "that is none",
      () => "hello\n",
      / is no journal of an inventory: its first line is no Run step; give the path of a journal, such as out\/runs\/RUN\.journal, or, for a new run, a path where no file exists yet\n$/,
    ],
  ])("%s is refused in a sentence, and nothing is changed", async (_, edit, sentence) => {
    const { run, cwd, journals, files } = await commandFolder({ account: smallAccount });
    expect((await run(["--quiet"])).code).toBe(0);
    const [journal = ""] = journals();
    const path = join(cwd, journal);
    const edited = edit(readFileSync(path, "utf8"));
    writeFileSync(path, edited);
    const before = files();
    for (const command of ["resume", "views"]) {
      const { code, stdout, stderr } = await run([command, journal]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(/^rekognition-inventory: [^\n]+\n$/);
      expect(stderr).toMatch(sentence);
    }
    expect(files()).toEqual(before);
    expect(readFileSync(path, "utf8")).toBe(edited);
    expect(journals()).toHaveLength(1);
  });

  test("that is empty has no run in it", async () => {
    const { run, cwd } = await commandFolder({ account: smallAccount });
    writeFileSync(join(cwd, "empty.journal"), "");
    for (const command of ["resume", "views"]) {
      expect(await run([command, "empty.journal", "--out", "-"])).toEqual({
        code: 2,
        stdout: "",
        stderr: "rekognition-inventory: empty.journal has no run in it; begin one with: rekognition-inventory export\n",
      });
    }
  });

  test("of a program has views, and is gone on with by that program alone", async () => {
    const { run, cwd, rows, emulator } = await commandFolder({ account: smallAccount });
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    const client = rekognitionClient({ endpoint: emulator.url, region: "us-east-1", credentials });
    const journal = fileJournal(join(cwd, "program.journal"));
    await crawlTo(journal, { targets: [{ region: "us-east-1", client }] });
    await journal.close();
    client.destroy();

    expect(await run(["views", "program.journal", "--out", "out", "--quiet"])).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    expect(rows()).toEqual(smallAccountRows);
    const { code, stderr } = await run(["resume", "program.journal", "--out", "out"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "rekognition-inventory: program.journal was begun by a program, or by another release of this command; resume it with that program or release\n",
    });
    const nowhere = await run(["views", "program.journal"]);
    expect({ code: nowhere.code, stderr: nowhere.stderr }).toEqual({
      code: 2,
      stderr:
        "rekognition-inventory: program.journal is in no folder of runs; say where the files go with --out FOLDER\n",
    });
  });

  test("holds the options of its run, for resume and for views", async () => {
    const folder = await heldFolder();
    const { run, start, files, held } = folder;
    const { child, finished } = start(["--format", "csv", "--csv-for-excel", "--fail-on", "never"]);
    await expect.poll(() => asked(folder.emulator), { timeout: 20_000 }).toBe(2);
    child.kill("SIGINT");
    await finished;
    const early = await run(["views", "--quiet"]);
    expect(early).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(files()["inventory.csv"]?.startsWith("\uFEFFpartition,")).toBe(true);
    expect(files()["inventory.ndjson"]).toBe(undefined);
    const strict = await run(["views", "--quiet", "--fail-on", "unfinished"]);
    expect(strict.code).toBe(3);
    expect(strict.stderr).toMatch(/^rekognition-inventory: the run did not come to its end; to go on: [^\n]+\n$/);

    held.fault = { type: "exception", name: "AccessDeniedException" };
    const resumed = await run(commandIn(strict.stderr));
    expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: "" });
    expect(Object.keys(files()).filter((name) => name.endsWith(".ndjson"))).toEqual([]);
  });
});

/** Takes requests and never answers. */
async function silentServer(): Promise<{ readonly url: string; readonly requests: () => number }> {
  let requests = 0;
  const server = createServer(() => {
    requests += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests };
}
