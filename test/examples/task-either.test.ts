import { lifelikeAccount } from "@rekognition-rx/emulator";
import { expect, test } from "vitest";

import { environmentOf, runExample } from "./support/run-example.js";
import { start } from "./support/start.js";
import { temporaryFolder } from "./support/temporary-folder.js";

test("counts the projects by status", async () => {
  const account = lifelikeAccount();
  const emulator = await start({ account });
  const { code, stdout, stderr } = await runExample("task-either", {
    cwd: temporaryFolder(),
    env: environmentOf(emulator),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const counts: Record<string, number> = {};
  for (const { feature, status = "CREATED" } of account.projects) {
    if (feature !== "CONTENT_MODERATION") {
      counts[status] = (counts[status] ?? 0) + 1;
    }
  }
  expect(JSON.parse(stdout)).toEqual(counts);
});

test("a failure is a value, which knows how far it came", async () => {
  const emulator = await start({
    account: lifelikeAccount(),
    faults: ({ index }) =>
      index === 2 ? { type: "error", status: 400, code: "AccessDeniedException", message: "not you" } : undefined,
  });
  const { code, stdout, stderr } = await runExample("task-either", {
    cwd: temporaryFolder(),
    env: environmentOf(emulator),
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^failed after 2 pages: DescribeProjects failed at page 3: AccessDeniedException: not you/);
});
