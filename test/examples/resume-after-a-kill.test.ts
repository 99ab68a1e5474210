import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "@rekognition-rx/emulator";
import { expect, test, vi } from "vitest";

import { environmentOf, runExample } from "./support/run-example.js";
import { startExample } from "./support/start-example.js";
import { start } from "./support/start.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const NAME = "resume-after-a-kill";
const account = { projects: Array.from({ length: 130 }, (_, i) => ({ name: `p${i}` })) };

const tokensOf = (emulator: Emulator): readonly unknown[] =>
  emulator.requests.filter(({ status }) => status === 200).map(({ input }) => input?.["NextToken"]);

function written(cwd: string): readonly unknown[] {
  const text = readFileSync(join(cwd, "projects.ndjson"), "utf8");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { ProjectArn: unknown }).ProjectArn);
}

test("killed with -9 in the middle, again and again, it loses no project, writes none twice and asks for no page twice", async () => {
  const emulator = await start({ account });
  const cwd = temporaryFolder();
  const env = environmentOf(emulator);
  for (const pages of [2, 0, 3]) {
    // It hangs after so many pages of this run: that is where it is killed.
    let asked = 0;
    let hangs = false;
    emulator.setFaults(() => {
      asked += 1;
      hangs = asked > pages;
      return hangs ? { type: "hang" } : undefined;
    });
    const example = startExample(NAME, { cwd, env });
    await vi.waitUntil(() => hangs || example.hasEnded(), { timeout: 20_000 });
    expect(example.hasEnded()).toBe(false);
    await example.kill();
  }
  expect(written(cwd)).toHaveLength(100);

  emulator.setFaults(undefined);
  const last = await runExample(NAME, { cwd, env });
  expect(last).toMatchObject({ code: 0, stderr: "" });
  expect(last.stdout).toMatch(/^carrying on after \d+ bytes\ndone\n$/u);
  expect(written(cwd)).toEqual(emulator.projects().arns());
  expect(readdirSync(cwd)).toEqual(["projects.ndjson"]);

  const tokens = tokensOf(emulator);
  expect(tokens).toHaveLength(7);
  expect(new Set(tokens).size).toBe(7);
});

test("killed at any moment, it carries on with what is whole", async () => {
  const emulator = await start({ account, latency: 5 });
  const cwd = temporaryFolder();
  const env = environmentOf(emulator);
  // Wherever it was killed, what stands after the bookmark is a part of the page that comes next.
  for (const bytes of [1, 300, 5_000]) {
    const example = startExample(NAME, { cwd, env });
    const answered = tokensOf(emulator).length;
    await vi.waitUntil(() => tokensOf(emulator).length > answered + 1 || example.hasEnded(), { timeout: 20_000 });
    await example.kill();
    if (existsSync(join(cwd, "bookmark.json"))) {
      appendFileSync(join(cwd, "projects.ndjson"), "x".repeat(bytes));
    }
  }
  const last = await runExample(NAME, { cwd, env });
  expect(last).toMatchObject({ code: 0, stderr: "" });
  expect(written(cwd)).toEqual(emulator.projects().arns());
}, 60_000);

test("killed after the last page, it has nothing left to ask for", async () => {
  const emulator = await start({ account });
  const cwd = temporaryFolder();
  const env = environmentOf(emulator);
  const first = await runExample(NAME, { cwd, env });
  expect(first).toMatchObject({ code: 0, stdout: "done\n" });
  const { length } = readFileSync(join(cwd, "projects.ndjson"));
  // The position after the last page, as it stands for the moment before the example removes it.
  const bookmark = { resumeToken: 'rekognition-rx:{"operation":"DescribeProjects","end":true}', bytes: length };
  writeFileSync(join(cwd, "bookmark.json"), JSON.stringify(bookmark));
  emulator.clearRequests();

  const second = await runExample(NAME, { cwd, env });
  expect(second).toMatchObject({ code: 0, stdout: `carrying on after ${length} bytes\ndone\n` });
  expect(emulator.requests).toEqual([]);
  expect(written(cwd)).toEqual(emulator.projects().arns());
});
