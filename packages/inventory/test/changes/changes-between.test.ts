import * as fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { Change, RowChanged } from "../../src/changes/change.js";
import { changesBetween } from "../../src/changes/changes-between.js";
import type { Step } from "../../src/crawl/step.js";
import type { Journal } from "../../src/journal/journal.js";
import { isNoRunError } from "../../src/ledger/no-run-error.js";
import { LISTED_TABLES } from "../../src/views/tables/listed-by.js";
import type { VersionRow } from "../../src/views/tables/versions-table.js";
import { anyTwoRuns } from "../support/any-two-runs.js";
import { holds } from "../support/holds.js";
import { memoryJournal } from "../support/memory-journal.js";
import { all } from "../support/seen-of.js";
import { dataset, datasetArn, project, projectArn, run, step, version, versionArn } from "../support/steps.js";

const listed = step({ records: [project("a"), project("b")], outcome: "complete" });

async function changes(before: readonly Step[], after: readonly Step[]): Promise<readonly Change[]> {
  return await all(changesBetween(memoryJournal(before), memoryJournal(after)));
}

function shown(found: readonly Change[]): readonly string[] {
  return found.map(({ _tag, table, key }) => `${_tag} ${table} ${key.join(" ")}`);
}

describe("changesBetween", () => {
  test("says what is new, what is another and what is gone", async () => {
    const after = step({
      records: [project("b", { status: "DELETING", datasets: [dataset("b", "train")] }), project("c")],
      outcome: "complete",
    });
    const found = await changes([run(), listed], [run(), after]);
    expect(found).toMatchObject([
      { _tag: "Removed", table: "projects", key: [projectArn("a")], row: { name: "a", accountId: "111122223333" } },
      {
        _tag: "Changed",
        table: "projects",
        key: [projectArn("b")],
        row: { name: "b", status: "DELETING" },
        previous: { name: "b", status: "CREATED" },
        fields: ["status"],
      },
      { _tag: "Added", table: "projects", key: [projectArn("c")], row: { name: "c" } },
      { _tag: "Added", table: "datasets", key: [datasetArn("b", "train")], row: { type: "TRAIN" } },
    ]);
  });

  test.each<readonly [string, Partial<typeof listed>]>([
    ["was denied", { records: [], pages: 0, outcome: "denied" }],
    ["was cut off", { records: [], outcome: "partial" }],
    ["is not at its end", { records: [], outcome: null }],
    ["could not be read whole", { records: [], outcome: "complete", invalid: [{ error: "", problems: [], raw: 1 }] }],
    ["is of another region", { records: [], outcome: "complete", target: "t", region: "us-east-1" }],
    ["is of another account", { records: [], outcome: "complete", target: "t", accountId: "444455556666" }],
    ["is of an account that nobody knows", { records: [], outcome: "complete", target: "t", accountId: null }],
  ])("does not take for gone, nor for new, what stands in a list that %s", async (_, fields) => {
    expect(await changes([run(), listed], [run(), step(fields)])).toEqual([]);
    expect(shown(await changes([run(), step(fields)], [run(), listed]))).toEqual([
      `Found projects ${projectArn("a")}`,
      `Found projects ${projectArn("b")}`,
    ]);
  });

  test("knows an account by its number, by whichever profile it was read", async () => {
    const byProfile = step({ target: "profile work:eu-west-1", records: [project("b")], outcome: "complete" });
    expect(shown(await changes([run(), listed], [run(), byProfile]))).toEqual([`Removed projects ${projectArn("a")}`]);
    expect(shown(await changes([run(), byProfile], [run(), listed]))).toEqual([`Added projects ${projectArn("a")}`]);
  });

  describe("of versions", () => {
    const depth = run(["projects", "versions"]);
    const versions = step({
      operation: "DescribeProjectVersions",
      parentArn: projectArn("a"),
      records: [version("a", "1")],
      outcome: "complete",
    });
    const tags = step({
      operation: "ListTagsForResource",
      parentArn: versionArn("a", "1"),
      records: [{ _tag: "Tag", versionArn: versionArn("a", "1"), key: "team", value: "x" }],
      outcome: "complete",
    });
    const before = [depth, listed, versions, tags];
    const isThere = [versionArn("a", "1"), `${versionArn("a", "1")} team`];

    test("does not take for gone what the later run did not ask for", async () => {
      expect(await changes(before, [run(), listed])).toEqual([]);
    });

    test("takes for found, and not for new, what the earlier run did not ask for", async () => {
      expect(shown(await changes([run(), listed], before))).toEqual([
        `Found versions ${isThere[0]}`,
        `Found tags ${isThere[1]}`,
      ]);
    });

    test("takes along what belongs to a project that is gone, whatever the later run asked for", async () => {
      const after = step({ records: [project("b")], outcome: "complete" });
      expect(shown(await changes(before, [run(), after]))).toEqual([
        `Removed projects ${projectArn("a")}`,
        `Removed versions ${isThere[0]}`,
        `Removed tags ${isThere[1]}`,
      ]);
    });

    test("takes for new what belongs to a project that is new, whatever the earlier run asked for", async () => {
      const earlier = step({ records: [project("b")], outcome: "complete" });
      expect(shown(await changes([run(), earlier], before))).toEqual([
        `Added projects ${projectArn("a")}`,
        `Added versions ${isThere[0]}`,
        `Added tags ${isThere[1]}`,
      ]);
    });
  });

  describe("of the statistics of a dataset", () => {
    const depth = run(["projects", "datasets"]);
    const root = step({ records: [project("a", { datasets: [dataset("a", "train")] })], outcome: "complete" });
    const denied = step({
      operation: "DescribeDataset",
      parentArn: datasetArn("a", "train"),
      pages: 0,
      outcome: "denied",
    });

    test("compares them where both runs have read them, be it that one is empty", async () => {
      const before = [depth, root, statistics(3)];
      for (const entries of [4, null]) {
        expect(await changes(before, [depth, root, statistics(entries)])).toMatchObject([
          { _tag: "Changed", table: "datasets", fields: ["totalEntries"] },
        ]);
      }
    });

    test.each([
      ["did not ask for them", [run(), root]],
      ["was denied", [depth, root, denied]],
    ])("does not where one of them %s", async (_, other) => {
      const has = [depth, root, statistics(3)];
      expect(await changes(has, other)).toEqual([]);
      expect(await changes(other, has)).toEqual([]);
    });
  });

  test("gives the same of a table, whatever else is chosen", async () => {
    const property = fc.asyncProperty(
      anyTwoRuns,
      fc.subarray([...LISTED_TABLES]),
      async ({ before, after }, tables) => {
        const [first, second] = [memoryJournal(before), memoryJournal(after)];
        const every = await all(changesBetween(first, second, { tables: LISTED_TABLES }));
        const some = await all(changesBetween(first, second, { tables: tables.toReversed() }));
        expect(some).toEqual(every.filter(({ table }) => tables.includes(table)));
      },
    );
    await holds(property, 60);
  });

  test("leaves out labels and entries unless they are chosen", async () => {
    const depth = run(["projects", "datasets", "entries"]);
    const root = step({ records: [project("a", { datasets: [dataset("a", "train")] })], outcome: "complete" });
    const labels = step({
      operation: "ListDatasetLabels",
      parentArn: datasetArn("a", "train"),
      records: [
        {
          _tag: "Label",
          datasetArn: datasetArn("a", "train"),
          name: "good",
          entryCount: 1,
          boundingBoxCount: null,
        },
      ],
      outcome: "complete",
    });
    const journals = [memoryJournal([depth, root]), memoryJournal([depth, root, labels])] as const;
    expect(await all(changesBetween(...journals))).toEqual([]);
    expect(await all(changesBetween(...journals, { tables: ["labels"] }))).toMatchObject([
      { _tag: "Found", table: "labels", key: [datasetArn("a", "train"), "good"] },
    ]);
  });

  test("has rows of the type of their table", () => {
    const found = changesBetween(memoryJournal([]), memoryJournal([]), { tables: ["versions", "tags"] });
    expectTypeOf(found).toEqualTypeOf<AsyncIterable<Change<"tags" | "versions">>>();
    expectTypeOf<Extract<Change<"versions">, { _tag: "Changed" }>>().toEqualTypeOf<RowChanged<"versions">>();
    expectTypeOf<RowChanged<"versions">["row"]>().toEqualTypeOf<VersionRow>();
    expectTypeOf<RowChanged<"versions">["fields"][number]>().toEqualTypeOf<keyof VersionRow>();
    // @ts-expect-error The inventory joins two tables.
    expect(() => changesBetween(memoryJournal([]), memoryJournal([]), { tables: ["inventory"] })).toThrow(
      new TypeError(
        'changesBetween: there is no table "inventory" to compare; there are projects, datasets, versions, policies, labels, entries, tags',
      ),
    );
  });

  test("reads nothing before an iteration begins, and each anew", async () => {
    let readings = 0;
    const journal: Journal = {
      ...memoryJournal([]),
      steps: () => {
        readings += 1;
        return memoryJournal([run(), listed]).steps();
      },
    };
    const found = changesBetween(journal, memoryJournal([run()]));
    expect(readings).toBe(0);
    await all(found);
    expect(readings).toBe(2);
    await all(found);
    expect(readings).toBe(4);
  });

  test("rejects where one of the journals has no run", async () => {
    const [none, some] = [memoryJournal([]), memoryJournal([run()])];
    await expect(all(changesBetween(none, some))).rejects.toSatisfy(isNoRunError);
    await expect(all(changesBetween(some, none))).rejects.toSatisfy(isNoRunError);
  });
});

function statistics(totalEntries: number | null): Step {
  return step({
    operation: "DescribeDataset",
    parentArn: datasetArn("a", "train"),
    records: [
      {
        _tag: "DatasetStatistics",
        datasetArn: datasetArn("a", "train"),
        lastUpdatedTimestamp: null,
        totalEntries,
        labeledEntries: 1,
        totalLabels: 1,
        errorEntries: 0,
      },
    ],
    outcome: "complete",
  });
}
