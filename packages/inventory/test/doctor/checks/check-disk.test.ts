import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkDisk, diskFinding } from "../../../src/doctor/checks/check-disk.js";
import type { Examination } from "../../../src/doctor/examination.js";
import type { Finding } from "../../../src/doctor/finding.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

describe("the disk", () => {
  test.each<[number | undefined, string, string]>([
    [undefined, "ok", "out can be written to"],
    [12_340_000_000, "ok", "out can be written to, and has 12.3 GB free"],
    [1_000_000_000, "ok", "out can be written to, and has 1.0 GB free"],
    [999_000_000, "warning", "out can be written to, and has 0.9 GB free"],
    [0, "warning", "out can be written to, and has 0.0 GB free"],
  ])("with %s bytes free is %s", (free, outcome, message) => {
    expect(diskFinding("out", free)).toMatchObject({ check: "disk", outcome, message });
  });

  test.each([".", "not/there/yet"])("is written to on trial for %s, and nothing is left behind", async (path) => {
    const { folder, out, found } = await checked(path);
    expect(found?.message).toContain(`${out} can be written to, and has `);
    expect(["ok", "warning"]).toContain(found?.outcome);
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  test.each([
    ["file", "a file of that name is in the way"],
    ["file/out", "a part of the path is a file and not a folder"],
    ["file/out/deeper", "a part of the path is a file and not a folder"],
    [`${"x".repeat(300)}/out`, "the name is too long"],
  ])("cannot take %s", async (path, reason) => {
    const { out, found } = await checked(path);
    const message = `cannot write ${out}: ${reason}`;
    const remedy = "choose another folder with --out";
    expect(found).toEqual({ check: "disk", outcome: "failed", target: null, message, remedy });
  });
});

async function checked(
  path: string,
): Promise<{ readonly folder: string; readonly out: string; readonly found: Finding | undefined }> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  const out = join(folder, path);
  const [found] = await checkDisk({ out } as Examination);
  return { folder, out, found };
}
