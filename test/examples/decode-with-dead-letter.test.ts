import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { environmentOf, runExample } from "./support/run-example.js";
import { start } from "./support/start.js";
import { tamperingProxy } from "./support/tampering-proxy.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const account = { projects: ["a", "b", "c"].map((name) => ({ name })) };

test("an invalid project goes to the file with its reason; the others are decoded", async () => {
  const emulator = await start({ account });
  const proxy = await tamperingProxy(emulator, ({ ProjectDescriptions: [, second, third] = [] }) => {
    if (second !== undefined) {
      second["ProjectArn"] = "no ARN";
    }
    if (third !== undefined) {
      third["Status"] = "ARCHIVED";
    }
  });
  const cwd = temporaryFolder();
  const { code, stdout, stderr } = await runExample("decode-with-dead-letter", { cwd, env: environmentOf(proxy) });
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: "2 valid, 1 invalid: see invalid-projects.ndjson\n",
    stderr: "ProjectDescriptions[2].Status has the new value ARCHIVED\n",
  });
  const [line = "", ...others] = readFileSync(join(cwd, "invalid-projects.ndjson"), "utf8").trimEnd().split("\n");
  expect(others).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({
    error: expect.stringContaining("ProjectDescriptions[1].ProjectArn") as string,
    raw: { ProjectArn: "no ARN", Status: "CREATED" },
  });
});

test("without an invalid project there is no file, not even an older one", async () => {
  const emulator = await start({ account });
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "invalid-projects.ndjson"), "older\n");
  const { code, stdout } = await runExample("decode-with-dead-letter", { cwd, env: environmentOf(emulator) });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "3 valid, 0 invalid\n" });
  expect(existsSync(join(cwd, "invalid-projects.ndjson"))).toBe(false);
});
