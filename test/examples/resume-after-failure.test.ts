import { readdirSync } from "node:fs";
import { lifelikeAccount } from "@rekognition-rx/emulator";
import { expect, test } from "vitest";

import { environmentOf, runExample } from "./support/run-example.js";
import { start } from "./support/start.js";
import { temporaryFolder } from "./support/temporary-folder.js";

test("carries on after the last good page: every project is printed once, over three runs", async () => {
  const emulator = await start({ account: lifelikeAccount({ projects: 350 }) });
  const cwd = temporaryFolder();
  const run = () => runExample("resume-after-failure", { cwd, env: environmentOf(emulator) });
  let index = 0;
  const brokenAfter = (good: number): void => {
    index = 0;
    emulator.setFaults(() => {
      index += 1;
      return index > good
        ? { type: "error", status: 500, code: "InternalServerError", message: "Something went wrong" }
        : undefined;
    });
  };

  brokenAfter(1);
  const first = await run();
  expect(first.code).toBe(1);
  // Three attempts at page two.
  expect(index).toBe(4);
  expect(first.stderr).toContain("DescribeProjects failed at page 2");
  expect(readdirSync(cwd)).toEqual(["resume-token.txt"]);

  brokenAfter(1);
  const second = await run();
  expect(second.code).toBe(1);

  emulator.setFaults(undefined);
  const third = await run();
  expect(third).toMatchObject({ code: 0, stderr: "" });
  expect(readdirSync(cwd)).toEqual([]);

  const printed = [first, second, third].map(({ stdout }) => stdout.trimEnd().split("\n"));
  expect(printed[1]?.[0]).toBe("carrying on");
  expect(printed[2]?.at(-1)).toBe("done");
  const arns = printed.flat().filter((line) => line.startsWith("arn:"));
  const customLabels = new Set(arns);
  expect(arns).toEqual(
    emulator
      .projects()
      .arns()
      .filter((arn) => customLabels.has(arn)),
  );
  expect(arns.length).toBeGreaterThan(250);
});

test("a failure at page one starts at page one the next time", async () => {
  const emulator = await start({ account: { projects: [{ name: "p" }] } });
  const cwd = temporaryFolder();
  emulator.setFaults(() => ({ type: "error", status: 400, code: "AccessDeniedException", message: "not you" }));
  const failed = await runExample("resume-after-failure", { cwd, env: environmentOf(emulator) });
  expect(failed).toMatchObject({ code: 1, stdout: "" });
  emulator.setFaults(undefined);
  const { code, stdout } = await runExample("resume-after-failure", { cwd, env: environmentOf(emulator) });
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${emulator.projects().arns().join()}\ndone\n` });
});
