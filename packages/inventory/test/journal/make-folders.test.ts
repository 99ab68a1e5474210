import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolders } from "../../src/journal/make-folders.js";
import { temporaryFolder } from "../support/temporary-folder.js";

describe("makeFolders", () => {
  test("makes all that are missing, for the user alone, and is content with those that are there", async () => {
    const path = join(temporaryFolder(), "a/b/c");
    await makeFolders(path);
    await makeFolders(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(join(path, "..")).mode & 0o777).toBe(0o700);
  });

  test("may be made by many at once", async () => {
    for (let round = 0; round < 100; round += 1) {
      const folder = temporaryFolder();
      await Promise.all(Array.from({ length: 20 }, (_, at) => makeFolders(join(folder, `a/b/${at % 3}`))));
      expect(statSync(join(folder, "a/b/2")).isDirectory()).toBe(true);
    }
  });

  test.each([
    ["is a file", "file", "EEXIST"],
    ["is below a file", "file/below", "ENOTDIR"],
  ])("fails for one that %s", async (_, name, code) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    mkdirSync(join(folder, "there"));
    await expect(makeFolders(join(folder, name))).rejects.toMatchObject({ code });
  });

  test.runIf(process.platform === "linux")(
    "comes to an end where no folder can be made, and none is missing",
    async () => {
      for (const path of ["/proc/rekognition", "/proc/rekognition/a/b"]) {
        await expect(makeFolders(path)).rejects.toMatchObject({
          message: "no folder can be made in /proc",
          cause: { code: "ENOENT" },
        });
      }
    },
  );
});
