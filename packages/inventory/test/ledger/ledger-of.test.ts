import { describe, expect, test } from "vitest";
import type { Step, WalkStep } from "../../src/crawl/step.js";
import type { Journal } from "../../src/journal/journal.js";
import type { LedgerEntry } from "../../src/ledger/ledger-entry.js";
import { ledgerOf } from "../../src/ledger/ledger-of.js";
import { isNoRunError } from "../../src/ledger/no-run-error.js";
import { liveHeap } from "../support/live-heap.js";
import { memoryJournal } from "../support/memory-journal.js";
import {
  dataset,
  datasetArn,
  end,
  project,
  projectArn,
  run,
  step,
  target,
  TARGET,
  version,
  versionArn,
} from "../support/steps.js";

describe("a target", () => {
  test.each<readonly [string, readonly Step[], string]>([
    ["is unfinished while nothing of it answered", [target()], "unfinished"],
    ["is reached with its first page", [target(), step()], "reached"],
    ["is reached by a denial", [target(), step({ pages: 0, outcome: "denied" })], "reached"],
    ["that nobody announced is reached, too", [step()], "reached"],
    ["is what its last step says", [target(), target({ outcome: "no-credentials" })], "no-credentials"],
    ["can turn out to answer after all", [target({ outcome: "no-credentials" }), target(), step()], "reached"],
    ["that is suspended stays so", [target({ outcome: "suspended" })], "suspended"],
  ])("%s", async (_, steps, outcome) => {
    const [entry] = (await ledgerOf(memoryJournal([run(["projects", "policies"]), ...steps]))).entries;
    expect(entry).toMatchObject({ _tag: "Target", target: TARGET, region: "eu-west-1", outcome });
  });

  test("has the account that its first page gives, and so have all of its walks", async () => {
    const steps = [
      target({ accountId: null }),
      step({ accountId: null, operation: "ListProjectPolicies", parentArn: projectArn("a") }),
      step(),
    ];
    const { entries } = await ledgerOf(memoryJournal([run(["projects", "policies"]), ...steps]));
    expect(entries.map(({ accountId }) => accountId)).toEqual(["111122223333", "111122223333", "111122223333"]);
  });
});

describe("a walk", () => {
  test("counts the pages and records of its last generation, and the requests of all", async () => {
    const page = { records: [project("a")], requests: 2, throttles: 1, elapsedMs: 100 };
    const [entry] = await walksOf([
      step({ ...page, pages: 1 }),
      step({ ...page, pages: 2, invalid: [{ error: "e", problems: [], raw: 1 }] }),
      step({ ...page, generation: 2, pages: 1, outcome: "complete" }),
    ]);
    expect(entry).toMatchObject({
      outcome: "complete",
      generation: 2,
      pages: 1,
      records: 1,
      invalid: 0,
      requests: 6,
      throttles: 3,
      elapsedMs: 300,
    });
  });

  test("that is complete and has a record that could not be read is invalid: nobody may delete what it does not show", async () => {
    const unreadable = [{ error: "e", problems: [], raw: 1 }];
    const page = { records: [project("a")] };
    expect(
      await walksOf([
        step({ ...page, pages: 1, invalid: unreadable }),
        step({ ...page, pages: 2, outcome: "complete" }),
      ]),
    ).toMatchObject([{ outcome: "invalid", records: 2, invalid: 1 }]);
    expect(await walksOf([step({ ...page, invalid: unreadable, outcome: "partial" })])).toMatchObject([
      { outcome: "partial", invalid: 1 },
    ]);
  });

  test("without an outcome is unfinished, and so is one that ended and was taken up again", async () => {
    const error = { name: "ThrottlingException", message: "Rate exceeded" };
    expect(await walksOf([step()])).toMatchObject([{ outcome: "unfinished", error: null }]);
    expect(await walksOf([step({ outcome: "throttled", error })])).toMatchObject([{ outcome: "throttled", error }]);
    expect(await walksOf([step({ outcome: "throttled", error }), step({ pages: 2 })])).toMatchObject([
      { outcome: "unfinished", error: null, pages: 2 },
    ]);
  });
});

describe("a child whose parent is not in the last generation of its list", () => {
  const seenOnce = step({ records: [project("a"), project("b")] });
  const child: Partial<WalkStep> = { operation: "DescribeProjectVersions", parentArn: projectArn("a") };
  const versions = step({ ...child, records: [version("a", "1")], outcome: "complete" });
  const tags = step({
    operation: "ListTagsForResource",
    parentArn: versionArn("a", "1"),
    records: [{ _tag: "Tag", versionArn: versionArn("a", "1"), key: "k", value: "v" }],
    outcome: "complete",
  });
  const again = { generation: 2, records: [project("b")] };

  test("is gone where the list is complete, and its own children with it", async () => {
    const [, ...children] = await walksOf([seenOnce, versions, tags, step({ ...again, outcome: "complete" })]);
    expect(children).toMatchObject([
      { outcome: "gone", pages: 1, records: 0, requests: 1, error: null },
      { outcome: "gone", pages: 1, records: 0, requests: 1, error: null },
    ]);
  });

  test.each<readonly [string, Partial<WalkStep>]>([
    ["is being read", {}],
    ["failed in its midst", { outcome: "partial" }],
    ["was throttled for good", { outcome: "throttled" }],
    ["has a record that may be the parent", { outcome: "complete", invalid: [{ error: "", problems: [], raw: 1 }] }],
  ])("is unfinished where the list %s: neither complete nor gone is known", async (_, fields) => {
    const ledger = await ledgerOf(
      memoryJournal([run(["projects", "versions"]), seenOnce, versions, tags, step({ ...again, ...fields })]),
    );
    expect(withSteps(ledger.entries).slice(1)).toMatchObject([
      { outcome: "unfinished", records: 0, error: { name: "ParentUnknown" } },
      { outcome: "unfinished", records: 0, error: { name: "ParentUnknown" } },
    ]);
    expect([versions, tags].map((each) => ledger.shows(each))).toEqual([false, false]);
  });

  test("keeps its own error where it has one", async () => {
    const error = { name: "AccessDeniedException", message: "no" };
    const denied = step({ ...child, pages: 0, outcome: "denied", error });
    expect((await walksOf([seenOnce, denied, step(again)]))[1]).toMatchObject({ outcome: "unfinished", error });
  });

  test("counts again as the list comes to the parent after all, without being walked again", async () => {
    const found = step({ generation: 2, pages: 2, records: [project("a")], outcome: "complete" });
    expect(await walksOf([seenOnce, versions, tags, step(again), found])).toMatchObject([
      { outcome: "complete", records: 2 },
      { outcome: "complete", records: 1 },
      { outcome: "complete", records: 1 },
    ]);
  });

  test("is gone though its parent is listed, where the service said so; its children, too", async () => {
    const gone = step({ ...child, records: [version("a", "1")], outcome: "gone" });
    expect(await walksOf([seenOnce, gone, tags])).toMatchObject([
      { records: 2 },
      { outcome: "gone", records: 0 },
      { outcome: "gone", records: 0 },
    ]);
  });
});

describe("the fold", () => {
  test("ends with the journal's end, and not with one that the run went on after", async () => {
    expect(await ledgerOf(memoryJournal([run(), end]))).toMatchObject({ endedAt: end.at, steps: 2 });
    expect(await ledgerOf(memoryJournal([run(), end, step()]))).toMatchObject({ endedAt: null, steps: 3 });
  });

  test.each([
    ["empty", []],
    ["without its first step", [target(), step()]],
  ])("refuses a journal that is %s", async (_, steps) => {
    await expect(ledgerOf(memoryJournal(steps))).rejects.toSatisfy(isNoRunError);
  });

  test("has a walk that is due and has no step, as unfinished, until its parent is gone", async () => {
    const listed = step({ records: [project("a", { datasets: [dataset("a", "train")] })], outcome: "complete" });
    const due = { outcome: "unfinished", pages: 0, requests: 0, records: 0, error: null };
    const policies = { operation: "ListProjectPolicies", parentArn: projectArn("a") };
    const statistics = { operation: "DescribeDataset", parentArn: datasetArn("a", "train") };
    const depth = ["projects", "datasets", "policies"] as const;
    const first = await ledgerOf(memoryJournal([run([...depth]), listed]));
    expect(first.entries.slice(2)).toMatchObject([
      { ...policies, ...due },
      { ...statistics, ...due },
      { operation: "ListDatasetLabels", parentArn: datasetArn("a", "train"), ...due },
    ]);
    const again = step({ generation: 2, records: [], outcome: "complete" });
    const second = await ledgerOf(memoryJournal([run([...depth]), listed, again]));
    expect(second.entries.slice(2).map(({ outcome }) => outcome)).toEqual(["gone", "gone", "gone"]);
    const third = await ledgerOf(memoryJournal([run(), listed]));
    expect(third.entries.slice(2)).toEqual([]);
  });

  test("reads a journal once", async () => {
    const child = step({ operation: "ListProjectPolicies", parentArn: projectArn("a"), outcome: "complete" });
    expect(await readings([run(), step()])).toBe(1);
    expect(await readings([run(["projects", "policies"]), step(), child])).toBe(1);
  });

  test("keeps nothing of 100 000 projects in its memory", async () => {
    const before = liveHeap();
    const ledger = await ledgerOf(memoryJournal(manyProjects(1_000)));
    const growth = liveHeap() - before;
    expect(ledger.entries).toMatchObject([{ outcome: "reached" }, { records: 100_000 }]);
    // An ARN a project alone were 8 MB.
    expect(growth).toBeLessThan(2_000_000);
  });
});

async function walksOf(steps: readonly Step[]): Promise<readonly LedgerEntry[]> {
  const { entries } = await ledgerOf(memoryJournal([run(["projects", "policies"]), ...steps]));
  return withSteps(entries);
}

/** Not those walks that are only due. */
function withSteps(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  return entries.filter((entry) => entry._tag === "Walk" && entry.requests > 0);
}

async function readings(steps: readonly Step[]): Promise<number> {
  let count = 0;
  const journal: Journal = {
    ...memoryJournal(steps),
    steps: () => {
      count += 1;
      return memoryJournal(steps).steps();
    },
  };
  await ledgerOf(journal);
  return count;
}

function* manyProjects(pages: number): Generator<Step> {
  yield run();
  for (let page = 1; page <= pages; page += 1) {
    yield step({
      pages: page,
      records: Array.from({ length: 100 }, (_, index) => project(`p-${page}-${index}`)),
      outcome: page === pages ? "complete" : null,
    });
  }
}
