import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Step } from "../../src/crawl/step.js";
import { type FileJournal, fileJournal } from "../../src/journal/file-journal.js";
import { isJournalError } from "../../src/journal/journal-error.js";
import { bodyOf, LineChain } from "../../src/journal/line-of.js";
import { isOutputError } from "../../src/failures/output-error.js";
import { runStep, walkStep } from "../support/some-steps.js";
import { temporaryFolder } from "../support/temporary-folder.js";

describe("fileJournal", () => {
  test("writes a step a line, with the CRC-32 of all that stands before it in its line and those before as the last member", async () => {
    const path = newPath();
    await keep(path, [runStep, walkStep(1)]);
    const lines = readFileSync(path, "utf8").split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]?.slice(0, -18)).toBe(JSON.stringify(runStep).slice(0, -1));
    let before = 0;
    for (const line of lines.slice(0, 2)) {
      const [, body = "", crc] = /^(.*),"crc":"([0-9a-f]{8})"\}$/.exec(line) ?? [];
      before = crc32(body, before);
      expect(crc).toBe(before.toString(16).padStart(8, "0"));
      expect(JSON.parse(line)).toHaveProperty("crc", crc);
    }
  });

  test("writes the tag first, wherever a step has it", async () => {
    const path = newPath();
    const { _tag, ...rest } = walkStep(1);
    await keep(path, [runStep, { ...rest, _tag }]);
    expect(readFileSync(path, "utf8").split("\n")[1]).toMatch(/^\{"_tag":"Walk",/);
    expect(await stepsIn(fileJournal(path))).toEqual([runStep, walkStep(1)]);
  });

  test("pads a CRC that begins with zeros", async () => {
    const path = newPath();
    const steps = Array.from({ length: 400 }, (_, i) => walkStep(i));
    await keep(path, [runStep, ...steps]);
    expect(readFileSync(path, "utf8")).toContain('"crc":"00');
    expect(await stepsIn(fileJournal(path))).toEqual([runStep, ...steps]);
  });

  test("touches nothing before its first call, nor when it is closed without one", async () => {
    const folder = temporaryFolder();
    const journal = fileJournal(join(folder, "a", "run.journal"));
    await journal.sync();
    await journal.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("makes the folders for the user alone, and the file too", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "out", "runs", "run.journal");
    await keep(path, [runStep]);
    expect(["out", "out/runs"].map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o700, 0o700]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(path, ".."))).toEqual(["run.journal"]);
  });

  test("is opened by the first append, and once by two calls", async () => {
    const path = newPath();
    const journal = fileJournal(path);
    await Promise.all([journal.append(runStep), journal.append(walkStep(1)), journal.open(), journal.open()]);
    expect(existsSync(`${path}.lock`)).toBe(true);
    await journal[Symbol.asyncDispose]();
    expect(existsSync(`${path}.lock`)).toBe(false);
    expect(await stepsIn(journal)).toEqual([runStep, walkStep(1)]);
  });

  test("each iteration of its steps reads anew", async () => {
    const path = newPath();
    const journal = fileJournal(path);
    const steps = journal.steps();
    await journal.append(runStep);
    expect(await all(steps)).toEqual([runStep]);
    await journal.append(walkStep(1));
    expect(await all(steps)).toEqual([runStep, walkStep(1)]);
    await journal.close();
  });

  test("a reader that leaves leaves no file open", async () => {
    const path = newPath();
    await keep(path, [runStep, walkStep(1)]);
    const steps = fileJournal(path).steps()[Symbol.asyncIterator]();
    await steps.next();
    const open = openFiles(path);
    await steps.return?.();
    expect([open, openFiles(path)]).toEqual(process.platform === "linux" ? [1, 0] : [0, 0]);
  });

  test("two of one process on one file: the second is refused until the first is closed, by a link too", async () => {
    const path = newPath();
    await keep(path, [runStep]);
    const link = join(path, "..", "latest");
    symlinkSync(path, link);
    const first = fileJournal(path);
    await first.open();
    for (const other of [path, link]) {
      const second = fileJournal(other);
      await expect(second.open()).rejects.toThrow(new RegExp(` is in use: process ${process.pid} \\(this one\\) on `));
      await expect(second.append(walkStep(1))).rejects.toSatisfy(isJournalError);
      await second.close();
    }
    await first.close();
    const third = fileJournal(link);
    await third.open();
    expect(existsSync(`${path}.lock`)).toBe(true);
    await third.close();
  });

  test("one that was refused can be opened later", async () => {
    const path = newPath();
    const first = fileJournal(path);
    await first.open();
    const second = fileJournal(path);
    await expect(second.open()).rejects.toSatisfy(isJournalError);
    await first.close();
    await second.append(runStep);
    await second.close();
    expect(await stepsIn(second)).toEqual([runStep]);
  });

  test("closing waits for what is being appended, and refuses what comes later", async () => {
    const path = newPath();
    const journal = fileJournal(path);
    const appending = [runStep, walkStep(1), walkStep(2)].map((step) => journal.append(step));
    const closing = journal.close();
    await expect(journal.append(walkStep(3))).rejects.toThrow(/run\.journal is closed; make another journal of it/);
    await expect(journal.open()).rejects.toMatchObject({ reason: "closed" });
    await expect(journal.sync()).rejects.toMatchObject({ reason: "closed" });
    await Promise.all([closing, journal.close(), ...appending]);
    expect(await stepsIn(journal)).toHaveLength(3);
  });

  test("a step that is no JSON is refused by itself", async () => {
    const path = newPath();
    const journal = fileJournal(path);
    await journal.append(runStep);
    const raw = { error: "it is too large", problems: [], raw: 1n };
    await expect(journal.append(walkStep(1, { invalid: [raw] }))).rejects.toThrow(TypeError);
    await journal.append(walkStep(2));
    await journal.close();
    expect(await stepsIn(journal)).toEqual([runStep, walkStep(2)]);
  });

  test("a line of many megabytes is kept and read", async () => {
    const path = newPath();
    const long = walkStep(1, { position: "é🙂".repeat(1_500_000) });
    await keep(path, [runStep, long, walkStep(2)]);
    expect(await stepsIn(fileJournal(path))).toEqual([runStep, long, walkStep(2)]);
  });
});

describe("a file that is no journal to go on with", () => {
  const lines = linesOf(runStep, walkStep(1), walkStep(2));
  const remedy = 'restore the file from a copy, or keep the lines before it ("head -n 1") and resume from there';

  test.each<[string, string, string, number | undefined, string]>([
    [
      "a line that is changed",
      lines.join("").replace("token-1", "token-9"),
      "damaged",
      2,
      `is damaged in line 2: it is not what was written after the line before it: a line was changed, left out, doubled or moved; ${remedy}`,
    ],
    [
      "a line without a CRC",
      `${lines[0]}${JSON.stringify(walkStep(1))}\n${lines[2]}`,
      "damaged",
      2,
      `is damaged in line 2: it has no CRC at its end; ${remedy}`,
    ],
    [
      "a last line without a CRC",
      `${lines[0]}${JSON.stringify(walkStep(1))}\n`,
      "damaged",
      2,
      `is damaged in line 2: it has no CRC at its end; ${remedy}`,
    ],
    ["an empty line", `${lines[0]}\n`, "damaged", 2, `is damaged in line 2: it has no CRC at its end; ${remedy}`],
    [
      "line ends of an editor",
      lines.join("").replaceAll("\n", "\r\n"),
      "damaged",
      1,
      "is damaged in line 1: it ends in CR LF, as an editor may have saved it; restore the file from a copy, or start a new run",
    ],
    [
      "one line end of an editor",
      `${lines[0]}${lines[1]?.replace("\n", "\r\n")}${lines[2]}`,
      "damaged",
      2,
      `is damaged in line 2: it ends in CR LF, as an editor may have saved it; ${remedy}`,
    ],
    [
      "a last line with a CRC and a character for its line end",
      `${lines[0]}${lines[1]?.slice(0, -1)} `,
      "damaged",
      2,
      `is damaged in line 2: it ends with another character than a line feed; ${remedy}`,
    ],
    [
      "such a line that has members of the name in it",
      `${linesOf(runStep, walkStep(1, { invalid: [{ error: "no ARN", problems: [], raw: { a: 1, crc: "00000000" } }] }))
        .join("")
        .slice(0, -1)} `,
      "damaged",
      2,
      `is damaged in line 2: it ends with another character than a line feed; ${remedy}`,
    ],
    [
      "another version",
      linesOf({ ...runStep, version: 2 } as unknown as Step).join(""),
      "version",
      1,
      "is a journal of version 2, and this program reads version 1; read it with the release of the program that wrote it, or start a new run",
    ],
    ["no Run step at first", lines[1] ?? "", "foreign", 1, FOREIGN],
    ["text", "a shopping list\n", "foreign", 1, FOREIGN],
    ["text without a line end", "a shopping list", "foreign", 1, FOREIGN],
    ["zeros", "\0".repeat(100), "foreign", 1, FOREIGN],
  ])("with %s is refused, read and opened, and left as it is", async (_, text, reason, line, sentence) => {
    const path = newPath();
    writeFileSync(path, text);
    const expected = { reason, line, message: `${path} ${sentence}` };
    await expect(stepsIn(fileJournal(path))).rejects.toMatchObject(expected);
    await expect(fileJournal(path).open()).rejects.toMatchObject(expected);
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(readdirSync(join(path, ".."))).toEqual(["run.journal"]);
  });

  test.each(["null", '"text"', "{", '{"_tag":"Other"'])("%s with a CRC is no step", async (body) => {
    const path = newPath();
    const chain = new LineChain(0);
    writeFileSync(path, `${chain.line(bodyOf(runStep))}${chain.line(body)}`);
    await expect(stepsIn(fileJournal(path))).rejects.toThrow(/ is damaged in line 2: it is no (JSON|step of a run), /);
  });

  test("with a half line, and even a half first line, is read without it and goes on", async () => {
    for (const [whole, half] of [
      [lines[0] ?? "", "{"],
      [lines[0] ?? "", lines[1]?.slice(0, -1)],
      [lines[0] ?? "", "\0".repeat(5_000)],
      ["", lines[0]?.slice(0, -1)],
      ["", '{"_ta'],
    ] as const) {
      const path = newPath();
      writeFileSync(path, `${whole}${half}`);
      expect(await stepsIn(fileJournal(path))).toEqual(whole === "" ? [] : [runStep]);
      await keep(path, []);
      expect(readFileSync(path, "utf8")).toBe(whole);
    }
  });

  test("is not read as a journal where there is none", async () => {
    const path = newPath();
    await expect(stepsIn(fileJournal(path))).rejects.toMatchObject({
      reason: "unreadable",
      message: `cannot read ${path}: there is no such file`,
    });
    await expect(stepsIn(fileJournal(join(path, "..")))).rejects.toThrow(/^cannot read .*: it is a folder$/);
    writeFileSync(path, "");
    await expect(stepsIn(fileJournal(join(path, "below")))).rejects.toThrow(/: a part of the path is a file and not/);
    await expect(stepsIn(fileJournal("/dev/null"))).rejects.toThrow(/^cannot read \/dev\/null: it is no regular file$/);
  });
});

// A pipe that nobody writes to waits for ever, where it is opened as a file is.
test.skipIf(process.platform === "win32")("a pipe is refused at once", async () => {
  const path = newPath();
  spawnSync("sh", ["-c", 'mkfifo "$1"', "sh", path]);
  await expect(stepsIn(fileJournal(path))).rejects.toThrow(/: it is no regular file$/);
  await expect(fileJournal(path).open()).rejects.toThrow(/: it is no regular file$/);
});

describe("a place where no journal can be", () => {
  test.each([
    ["a folder below a file", "file/below/run.journal", /^cannot write .*below: a part of the path is a file/],
    ["a file in the folder's place", "file/run.journal", /^cannot write .*file: a file of that name is in the way/],
    ["a folder in the file's place", "folder", /^cannot write .*folder: it is a folder$/],
    ["a name that is too long", "n".repeat(255), /^cannot write .*: the name is too long$/],
    ["a device", "device", /^cannot write .*device: it is no regular file$/],
  ])("%s is refused at once, in words, and nothing is left there", async (_, name, message) => {
    const out = temporaryFolder();
    writeFileSync(join(out, "file"), "");
    mkdirSync(join(out, "folder"));
    symlinkSync("/dev/null", join(out, "device"));
    for (const use of [(journal: FileJournal) => journal.open(), (journal: FileJournal) => journal.append(runStep)]) {
      const using = use(fileJournal(join(out, name)));
      await expect(using).rejects.toThrow(message);
      await expect(using).rejects.toSatisfy(isOutputError);
    }
    expect(readdirSync(out).toSorted()).toEqual(["device", "file", "folder"]);
  });

  // Who runs as root may write everywhere.
  test.skipIf(process.getuid?.() === 0)("a folder that is not ours to write to is refused in words", async () => {
    const out = temporaryFolder();
    chmodSync(out, 0o500);
    await expect(fileJournal(join(out, "run.journal")).open()).rejects.toThrow(/^cannot write .*: permission denied$/);
  });

  // Its files cannot be made by anybody; only Linux has it.
  test.skipIf(!existsSync("/proc/self"))("a file system that takes no files is refused in words", async () => {
    await expect(fileJournal("/proc/run.journal").open()).rejects.toThrow(/^cannot write \/proc: [a-z ]+$/);
  });
});

const FOREIGN =
  "is no journal of an inventory: its first line is no Run step; give the path of a journal, such as out/runs/RUN.journal, or, for a new run, a path where no file exists yet";

function newPath(): string {
  return join(temporaryFolder(), "run.journal");
}

async function keep(path: string, steps: readonly Step[]): Promise<void> {
  const journal = fileJournal(path);
  await journal.open();
  await Promise.all(steps.map((step) => journal.append(step)));
  await journal.close();
}

function stepsIn(journal: FileJournal): Promise<Step[]> {
  return all(journal.steps());
}

async function all(steps: AsyncIterable<Step>): Promise<Step[]> {
  const found = [];
  for await (const step of steps) {
    found.push(step);
  }
  return found;
}

/** How many descriptors of this process are on a file; none are seen but on Linux. */
function openFiles(path: string): number {
  const folder = "/proc/self/fd";
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => {
        try {
          return statSync(join(folder, name)).ino === statSync(path).ino;
        } catch {
          return false;
        }
      }).length
    : 0;
}

/** The lines of a journal of these steps. */
function linesOf(...steps: readonly Step[]): readonly string[] {
  const chain = new LineChain(0);
  return steps.map((step) => chain.line(bodyOf(step)));
}
