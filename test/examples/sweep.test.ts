import { expect, test } from "vitest";
import { runExample } from "./support/run-example.js";
import { temporaryFolder } from "./support/temporary-folder.js";

test("run sweep comes to the rows of one process, though one of its three is killed in the middle", async () => {
  const cwd = temporaryFolder();
  const { code, stdout, stderr } = await runExample("../sweep/dist/main", { cwd, args: ["--accounts", "6"] });
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  expect(stderr).not.toMatch(/^ *at /m);
  expect(stdout).toMatch(/^6 emulated accounts in three regions at http:/);
  expect(stdout).toMatch(/\n  Workers .* seen\n/);
  expect(stdout).toMatch(/\nKilled the worker \d+ \(kill -9\)/);
  expect(stdout).toContain("Every table has the same rows as after a run of one process that was not killed");
});
