import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const linter = join(createRequire(import.meta.url).resolve("dockerfilelint/package.json"), "../bin/dockerfilelint");
const dockerfile = new URL("../../Dockerfile", import.meta.url).pathname;

test("the Dockerfile has nothing that a linter would change", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [linter, "--output", "json", dockerfile]);
  expect(JSON.parse(stdout)).toMatchObject({ totalIssues: 0 });
});
