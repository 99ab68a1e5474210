import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isOutputError } from "../../src/failures/output-error.js";
import { FileSet } from "../../src/views/file-set.js";
import { filesOf } from "../support/files-of.js";
import { temporaryFolder } from "../support/temporary-folder.js";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("FileSet", () => {
  test("gives its files their names together, and not before", async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, "b"), "older");
    writeFileSync(join(out, "c"), "older");
    writeFileSync(join(out, "theirs"), "theirs");
    const files = await FileSet.open(out);
    for (const name of ["a", "b", "last"]) {
      await (await files.create(name)).write(`new ${name}`);
    }
    files.remove("c");
    files.remove("never there");
    expect(named(out)).toEqual({ b: "older", c: "older", theirs: "theirs" });
    await files.publish({ last: "last" });
    expect(filesOf(out)).toEqual({ a: "new a", b: "new b", last: "new last", theirs: "theirs" });
  });

  test("is for its owner alone, and so is the folder that it makes", async () => {
    const out = join(temporaryFolder(), "a", "b");
    const files = await FileSet.open(out);
    await files.create("last");
    await files.publish({ last: "last" });
    expect(statSync(out).mode & 0o777).toBe(0o700);
    expect(statSync(join(out, "last")).mode & 0o777).toBe(0o600);
  });

  test("leaves everything as it was when it is discarded, and nothing changes what is published", async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, "last"), "older");
    const discarded = await FileSet.open(out);
    await (await discarded.create("last")).write("new");
    await discarded.discard();
    expect(filesOf(out)).toEqual({ last: "older" });
    const published = await FileSet.open(out);
    await (await published.create("last")).write("new");
    await published.publish({ last: "last" });
    await published.discard();
    expect(filesOf(out)).toEqual({ last: "new" });
  });

  test("two runs do not write into one file", async () => {
    const out = temporaryFolder();
    const first = await FileSet.open(out);
    const second = await FileSet.open(out);
    await (await first.create("last")).write("first");
    await (await second.create("last")).write("second");
    await second.publish({ last: "last" });
    await first.publish({ last: "last" });
    expect(filesOf(out)).toEqual({ last: "first" });
  });

  test("takes away what a killed process has left, once it is an hour old, and nothing else", async () => {
    const out = temporaryFolder();
    // No process has that number: it is more than any system gives.
    const gone = 2_147_483_646;
    const left = [`.a.csv.${gone}-0123abcd.tmp`, `.summary.json.${gone}-0123abcd.old`];
    const kept = [
      `.a.csv.${process.pid}-0123abcd.tmp`,
      `.a.csv.${gone}-0123abcd.tmp.mine`,
      `a.csv.${gone}-0123abcd.tmp`,
      ".hidden",
    ];
    const young = `.b.csv.${gone}-0123abcd.tmp`;
    for (const name of [...left, ...kept, young]) {
      writeFileSync(join(out, name), "");
    }
    const before = Date.now() / 1_000 - 3_700;
    for (const name of [...left, ...kept]) {
      utimesSync(join(out, name), before, before);
    }
    await FileSet.open(out);
    expect(readdirSync(out).toSorted()).toEqual([...kept, young].toSorted());
  });

  test("replaces a link, and not what it leads to", async () => {
    const out = temporaryFolder();
    const elsewhere = join(temporaryFolder(), "elsewhere");
    writeFileSync(elsewhere, "theirs");
    symlinkSync(elsewhere, join(out, "last"));
    const files = await FileSet.open(out);
    await (await files.create("last")).write("new");
    await files.publish({ last: "last" });
    expect(filesOf(out)).toEqual({ last: "new" });
    expect(filesOf(join(elsewhere, ".."))).toEqual({ elsewhere: "theirs" });
  });

  test.each([
    ["a folder below a file", "file/below", /cannot write .*below: a part of the path is a file/],
    ["a file in the folder's place", "file", /cannot write .*file: a file of that name is in the way/],
    ["a folder in the file's place", "folder", /cannot write .*last: it is a folder/],
    ["a name that is too long", "n".repeat(300), /cannot write .*n+: the name is too long/],
  ])("%s is refused at once, in words", async (_, folder, message) => {
    const out = temporaryFolder();
    writeFileSync(join(out, "file"), "");
    mkdirSync(join(out, "folder", "last"), { recursive: true });
    const creating = FileSet.open(join(out, folder)).then((files) => files.create("last"));
    await expect(creating).rejects.toThrow(message);
    await expect(creating).rejects.toSatisfy(isOutputError);
    expect(readdirSync(join(out, "folder"))).toEqual(["last"]);
  });

  test.each(["a", "b", "c", "gone", "last"])("takes everything back where %s cannot take its name", async (blocked) => {
    const out = temporaryFolder();
    for (const name of ["b", "c", "gone", "last"].filter((each) => each !== blocked)) {
      writeFileSync(join(out, name), `older ${name}`);
    }
    const before = filesOf(out);
    const files = await FileSet.open(out);
    for (const name of ["a", "b", "c", "last"]) {
      await (await files.create(name)).write("new");
    }
    files.remove("gone");
    // Somebody makes a folder of that name meanwhile.
    mkdirSync(join(out, blocked));
    await expect(files.publish({ last: "last" })).rejects.toThrow(/it is a folder/);
    await files.discard();
    rmSync(join(out, blocked), { recursive: true });
    expect(filesOf(out)).toEqual(before);
  });

  test.each(["a", "b", "last"])("takes everything back where what %s is to be is gone", async (lost) => {
    const out = temporaryFolder();
    for (const name of ["a", "b", "gone", "last"]) {
      writeFileSync(join(out, name), `older ${name}`);
    }
    const before = filesOf(out);
    const files = await FileSet.open(out);
    for (const name of ["a", "b", "last"]) {
      await (await files.create(name)).write("new");
    }
    files.remove("gone");
    for (const name of readdirSync(out).filter((each) => each.startsWith(`.${lost}.`))) {
      rmSync(join(out, name));
    }
    await expect(files.publish({ last: "last" })).rejects.toSatisfy(isOutputError);
    await files.discard();
    expect(filesOf(out)).toEqual(before);
  });

  test("a folder that is gone at the end is an error in words", async () => {
    const out = join(temporaryFolder(), "out");
    const files = await FileSet.open(out);
    await files.create("last");
    rmSync(out, { recursive: true });
    await expect(files.publish({ last: "last" })).rejects.toThrow(
      /cannot write .*last: a part of the path does not exist/,
    );
    await files.discard();
  });

  test.each(["appendFile", "sync"] as const)("a disk that is full at %s changes nothing", async (method) => {
    const out = temporaryFolder();
    writeFileSync(join(out, "last"), "older");
    const files = await FileSet.open(out);
    const file = await files.create("last");
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    vi.spyOn(await fileHandlePrototype(out), method).mockRejectedValueOnce(full);
    await file.write("new");
    await expect(files.publish({ last: "last" })).rejects.toThrow(
      /cannot write .*last: no space is left on the device/,
    );
    vi.restoreAllMocks();
    await files.discard();
    expect(filesOf(out)).toEqual({ last: "older" });
  });

  test("writes in blocks, and each only once it is full", async () => {
    const out = temporaryFolder();
    const files = await FileSet.open(out);
    const file = await files.create("last");
    const append = vi.spyOn(await fileHandlePrototype(out), "appendFile");
    for (let line = 0; line < 3_000; line += 1) {
      await file.write("x".repeat(99));
    }
    expect(append).toHaveBeenCalledTimes(4);
    await files.publish({ last: "last" });
    expect(filesOf(out)["last"]).toHaveLength(297_000);
  });
});

async function fileHandlePrototype(folder: string): Promise<FileHandle> {
  const handle = await open(folder, "r");
  await handle.close();
  return Object.getPrototypeOf(handle) as FileHandle;
}

/** What has a name of its own, and not a temporary one. */
function named(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(filesOf(folder)).filter(([name]) => !name.startsWith(".")));
}
