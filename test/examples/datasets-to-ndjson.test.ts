import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lifelikeAccount } from "@rekognition-rx/emulator";
import { expect, test } from "vitest";

import { environmentOf, runExample } from "./support/run-example.js";
import { start } from "./support/start.js";
import { temporaryFolder } from "./support/temporary-folder.js";

test("writes a line a dataset, and one for a project without, through a throttle", async () => {
  const account = lifelikeAccount();
  const emulator = await start({
    account,
    faults: ({ index }) => (index === 1 ? { type: "throttle" } : undefined),
  });
  const cwd = temporaryFolder();
  const { code, stdout, stderr } = await runExample("datasets-to-ndjson", { cwd, env: environmentOf(emulator) });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });

  const text = readFileSync(join(cwd, "datasets.ndjson"), "utf8");
  const rows = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { project: string; dataset: { DatasetArn: string } | null });
  expect(stdout).toBe(`${rows.length} lines in datasets.ndjson\n`);
  expect([...new Set(rows.map(({ project }) => project))]).toEqual(emulator.projects().arns());
  const datasets = account.projects.flatMap((project) => project.datasets ?? []);
  expect(rows.filter(({ dataset }) => dataset !== null).length).toBe(datasets.length);
  expect(rows.filter(({ dataset }) => dataset === null).length).toBe(
    account.projects.filter((project) => (project.datasets ?? []).length === 0).length,
  );
  expect(rows.every(({ project, dataset }) => dataset?.DatasetArn.startsWith(nameOf(project)) ?? true)).toBe(true);
});

test("a listing that fails is a sentence, and no file of that name", async () => {
  const emulator = await start({
    account: lifelikeAccount(),
    faults: ({ index }) =>
      index > 0 ? { type: "error", status: 400, code: "AccessDeniedException", message: "no" } : undefined,
  });
  const cwd = temporaryFolder();
  const { code, stderr } = await runExample("datasets-to-ndjson", { cwd, env: environmentOf(emulator) });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^DescribeProjects failed at page 2: AccessDeniedException: no; [^\n]+\n$/);
  expect(readdirSync(cwd)).toEqual(["datasets.ndjson.part"]);
});

/** A dataset's ARN begins as its project's does, up to the time at the end. */
function nameOf(projectArn: string): string {
  return projectArn.slice(0, projectArn.lastIndexOf("/"));
}
