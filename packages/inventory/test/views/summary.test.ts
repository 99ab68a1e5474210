import { describe, expect, test } from "vitest";
import type { Depth } from "../../src/crawl/depth.js";
import type { Step } from "../../src/crawl/step.js";
import type { Summary } from "../../src/views/summary.js";
import { viewsOf } from "../../src/views/views-of.js";
import { memoryJournal } from "../support/memory-journal.js";
import { end, project, projectArn, run, step, target } from "../support/steps.js";

const whole = step({ records: [project("a")], outcome: "complete" });
const policies = step({ operation: "ListProjectPolicies", parentArn: projectArn("a") });
const other = { target: "111122223333:us-east-1", region: "us-east-1" };

describe("a summary says", () => {
  test.each<readonly [Summary["outcome"], string, readonly Step[]]>([
    ["complete", "every walk is", [whole, end]],
    ["complete", "an account is empty", [step({ outcome: "complete" }), end]],
    ["complete", "what is missing is gone", [whole, { ...policies, outcome: "gone" }, end]],
    ["complete", "a region has no Custom Labels", [whole, step({ ...other, pages: 0, outcome: "unsupported" }), end]],
    ["incomplete", "the run did not come to its end", [whole]],
    ["incomplete", "a walk was denied", [whole, { ...policies, pages: 0, outcome: "denied" }, end]],
    ["complete", "an account is suspended", [whole, target({ ...other, outcome: "suspended" }), end]],
    ["incomplete", "a target did not answer", [whole, target({ ...other, outcome: "no-credentials" }), end]],
    ["incomplete", "something was not readable", [{ ...whole, invalid: [{ error: "", problems: [], raw: 1 }] }, end]],
    ["nothing", "no target answered", [target({ outcome: "no-credentials" }), end]],
    ["nothing", "all was denied", [target(), step({ pages: 0, outcome: "denied" }), end]],
    ["nothing", "there was no target", [end]],
  ])("%s where %s", async (outcome, _, steps) => {
    const depth: readonly Depth[] = steps.some((each) => "operation" in each && each.operation === policies.operation)
      ? ["projects", "policies"]
      : ["projects"];
    expect((await summaryOf(steps, depth)).outcome).toBe(outcome);
  });

  test("how many targets were meant, answered, and are complete", async () => {
    const steps = [
      target(),
      whole,
      target(other),
      step({ ...other, pages: 0, outcome: "denied" }),
      target({ target: "9:x", outcome: "closed" }),
    ];
    expect((await summaryOf([...steps, end])).targets).toEqual({ expected: 3, answered: 2, complete: 1 });
    expect((await summaryOf(steps)).targets).toEqual({ expected: 3, answered: 2, complete: 1 });
  });

  test("no target complete in a run that was killed, where a walk may be missing that had not begun", async () => {
    const killed = [run(["policies"]), target(), whole];
    const { targets } = await viewsOf(memoryJournal(killed)).summary();
    expect(targets).toEqual({ expected: 1, answered: 1, complete: 0 });
  });

  test("how many rows each table has that the run asked for", async () => {
    const { counts } = await viewsOf(memoryJournal([run(["policies"]), whole, policies, end])).summary();
    expect(counts).toEqual({ inventory: 1, projects: 1, datasets: 0, policies: 0, ledger: 3, invalid: 0 });
  });

  test("what only the caller knows", async () => {
    expect(await viewsOf(memoryJournal([run(), end])).summary({ exitCode: 3, resume: "resume it" })).toMatchObject({
      exitCode: 3,
      resume: "resume it",
    });
    expect(await summaryOf([end])).toMatchObject({ exitCode: null, resume: null, endedAt: end.at });
  });
});

function summaryOf(steps: readonly Step[], depth?: readonly Depth[]): Promise<Summary> {
  return viewsOf(memoryJournal([run(depth), ...steps])).summary();
}
