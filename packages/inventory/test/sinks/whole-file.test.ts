import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ndjson } from "../../src/sinks/ndjson.js";
import { isOutputError } from "../../src/sinks/output-error.js";
import { WholeFile } from "../../src/sinks/whole-file.js";
import { filesOf } from "../support/files-of.js";
import { temporaryFolder } from "../support/temporary-folder.js";

describe("WholeFile", () => {
  test("has its name when it is published, and not before", async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, "rows.ndjson"), "older\n");
    const file = await WholeFile.open({ path: join(out, "rows.ndjson"), format: ndjson });
    await file.write([{ a: 1 }, { a: 2 }]);
    await file.finish();
    expect(filesOf(out)["rows.ndjson"]).toBe("older\n");
    await file.publish();
    expect(filesOf(out)).toEqual({ "rows.ndjson": '{"a":1}\n{"a":2}\n' });
  });

  test("leaves everything as it was when it is discarded, at any point", async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, "rows.ndjson"), "older\n");
    const path = join(out, "rows.ndjson");
    const fresh = await WholeFile.open({ path, format: ndjson });
    await fresh.discard();
    const written = await WholeFile.open({ path, format: ndjson });
    await written.write([{ a: 1 }]);
    await written.discard();
    const finished = await WholeFile.open({ path, format: ndjson });
    await finished.finish();
    await finished.discard();
    expect(filesOf(out)).toEqual({ "rows.ndjson": "older\n" });
  });

  test("discarding what is published does nothing", async () => {
    const out = temporaryFolder();
    const file = await WholeFile.open({ path: join(out, "rows.ndjson"), format: ndjson });
    await file.finish();
    await file.publish();
    await file.discard();
    expect(filesOf(out)).toEqual({ "rows.ndjson": "" });
  });

  test("two runs do not write into one temporary file", async () => {
    const path = join(temporaryFolder(), "rows.ndjson");
    const first = await WholeFile.open({ path, format: ndjson });
    const second = await WholeFile.open({ path, format: ndjson });
    await first.write([{ run: 1 }]);
    await second.write([{ run: 2 }]);
    for (const file of [second, first]) {
      await file.finish();
      await file.publish();
    }
    expect(filesOf(join(path, ".."))).toEqual({ "rows.ndjson": '{"run":1}\n' });
  });

  test("an empty file that is to be removed takes an older one along", async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, "invalid.ndjson"), "older\n");
    const file = await WholeFile.open({ path: join(out, "invalid.ndjson"), format: ndjson, ifEmpty: "remove" });
    await file.finish();
    expect(filesOf(out)["invalid.ndjson"]).toBe("older\n");
    await file.publish();
    expect(readdirSync(out)).toEqual([]);
  });

  test("makes the folder, and those above it", async () => {
    const out = join(temporaryFolder(), "a", "b");
    const file = await WholeFile.open({ path: join(out, "rows.ndjson"), format: ndjson });
    await file.finish();
    await file.publish();
    expect(readdirSync(out)).toEqual(["rows.ndjson"]);
  });

  test.each([
    ["a folder below a file", "file/below", /cannot write .*below: a part of the path is a file/],
    ["a file in the folder's place", "file", /cannot write .*file: a file of that name is in the way/],
    ["a folder in the file's place", "folder", /cannot write .*rows\.ndjson: it is a folder/],
    ["a name that is too long", "n".repeat(300), /cannot write n*.*: the name is too long/],
  ])("%s is refused at once, in words", async (_, folder, message) => {
    const out = temporaryFolder();
    writeFileSync(join(out, "file"), "");
    mkdirSync(join(out, "folder", "rows.ndjson"), { recursive: true });
    const opening = WholeFile.open({ path: join(out, folder, "rows.ndjson"), format: ndjson });
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toSatisfy(isOutputError);
    expect(readdirSync(join(out, "folder"))).toEqual(["rows.ndjson"]);
  });

  test("a folder that is gone at the end is an error in words", async () => {
    const out = join(temporaryFolder(), "out");
    const file = await WholeFile.open({ path: join(out, "rows.ndjson"), format: ndjson });
    rmSync(out, { recursive: true });
    await file.finish();
    await expect(file.publish()).rejects.toThrow(/cannot write .*rows\.ndjson: a part of the path does not exist/);
    await file.discard();
  });
});
