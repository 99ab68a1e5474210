import { lifelikeAccount } from "@rekognition-rx/emulator";
import { expect, test } from "vitest";

import { environmentOf, runExample } from "./support/run-example.js";
import { start } from "./support/start.js";
import { temporaryFolder } from "./support/temporary-folder.js";

test("prints the ten oldest Custom Labels projects and asks for two pages, one of them twice", async () => {
  const emulator = await start({
    account: lifelikeAccount(),
    faults: ({ index }) => (index === 1 ? { type: "throttle" } : undefined),
  });
  const { code, stdout, stderr } = await runExample("list-and-take-ten", {
    cwd: temporaryFolder(),
    env: environmentOf(emulator),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const printed = stdout.trimEnd().split("\n");
  expect(printed.length).toBe(10);
  // In the order of the account, of which Content Moderation is left out.
  const arns = emulator.projects().arns();
  const places = printed.map((line) => arns.indexOf(line.split(" ")[0] ?? ""));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThanOrEqual(0);
  expect(printed.every((line) => / (CREATED|CREATING|DELETING)$/.test(line))).toBe(true);
  expect(emulator.requests.map(({ status }) => status)).toEqual([200, 400, 200]);
});

test("a denied call is reported and ends with 1", async () => {
  const emulator = await start({
    faults: () => ({ type: "error", status: 400, code: "AccessDeniedException", message: "not you" }),
  });
  const { code, stdout, stderr } = await runExample("list-and-take-ten", {
    cwd: temporaryFolder(),
    env: environmentOf(emulator),
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("DescribeProjects failed at page 1: AccessDeniedException: not you");
});
