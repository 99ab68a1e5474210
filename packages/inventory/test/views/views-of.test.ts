import { firstValueFrom, from, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { Step } from "../../src/crawl/step.js";
import type { Journal } from "../../src/journal/journal.js";
import { isNoRunError } from "../../src/ledger/no-run-error.js";
import type { ProjectRow } from "../../src/views/tables/projects-table.js";
import { type RecordRows, recordTables } from "../../src/views/tables/tables.js";
import { viewsOf } from "../../src/views/views-of.js";
import { memoryJournal } from "../support/memory-journal.js";
import { all } from "../support/seen-of.js";
import {
  dataset,
  datasetArn,
  end,
  project,
  projectArn,
  run,
  step,
  target,
  usage,
  version,
  versionArn,
} from "../support/steps.js";

const page = step({
  records: [project("a", { datasets: [dataset("a", "train"), dataset("a", "test")] }), project("b")],
});

describe("viewsOf", () => {
  test("gives rows whose members are the columns of their table, in their order", async () => {
    const views = viewsOf(memoryJournal([run(), page]));
    for (const name of Object.keys(recordTables) as (keyof RecordRows)[]) {
      for (const row of await all<object>(views.rows(name))) {
        const members = new Set(
          Object.keys(row).map((member) => member.replaceAll(/[A-Z]/g, (l) => `_${l.toLowerCase()}`)),
        );
        expect(members).toEqual(new Set(recordTables[name].columns.map((column) => column.name)));
      }
    }
    expectTypeOf(views.rows("projects")).toEqualTypeOf<AsyncIterable<ProjectRow>>();
  });

  test("refuses a table that there is not, at once", () => {
    const views = viewsOf(memoryJournal([run(), page]));
    expect(() => views.rows("models" as "versions")).toThrow(
      new TypeError(
        'viewsOf: there is no table "models"; there are inventory, projects, datasets, versions, policies, labels, entries, tags, ledger',
      ),
    );
  });

  test("joins each dataset to its project, and gives a project without datasets one row", async () => {
    const rows = await all(viewsOf(memoryJournal([run(), page])).rows("inventory"));
    expect(rows.map(({ projectName, datasetType }) => [projectName, datasetType])).toEqual([
      ["a", "TRAIN"],
      ["a", "TEST"],
      ["b", null],
    ]);
    expect(rows[2]).toEqual({
      partition: "aws",
      accountId: "111122223333",
      region: "eu-west-1",
      projectArn: "arn:aws:rekognition:eu-west-1:111122223333:project/b/1767323045678",
      projectName: "b",
      feature: "CUSTOM_LABELS",
      projectStatus: "CREATED",
      projectCreationTimestamp: "2026-01-02T03:04:05.678Z",
      autoUpdate: null,
      datasetArn: null,
      datasetType: null,
      datasetStatus: null,
      datasetStatusMessage: null,
      datasetStatusMessageCode: null,
      datasetCreationTimestamp: null,
      runId: "20261125T135627Z-4f2a",
      runStartedAt: "2026-11-25T13:56:27.000Z",
      seenAt: "2026-11-25T13:57:00.000Z",
    });
  });

  test("joins statistics to their dataset, and has none where none were asked for", async () => {
    const statistics = step({
      operation: "DescribeDataset",
      parentArn: datasetArn("a", "test"),
      records: [
        {
          _tag: "DatasetStatistics",
          datasetArn: datasetArn("a", "test"),
          lastUpdatedTimestamp: null,
          totalEntries: 7,
          labeledEntries: 5,
          totalLabels: 3,
          errorEntries: 0,
        },
      ],
      outcome: "complete",
    });
    const rows = await all(viewsOf(memoryJournal([run(["datasets"]), page, statistics])).rows("datasets"));
    expect(rows.map(({ type, totalEntries, errorEntries }) => [type, totalEntries, errorEntries])).toEqual([
      ["TRAIN", null, null],
      ["TEST", 7, 0],
    ]);
  });

  test("joins its usage to a version, and has none where CloudWatch was not asked or has said nothing", async () => {
    const versions = step({
      operation: "DescribeProjectVersions",
      parentArn: projectArn("a"),
      records: [version("a", "1"), version("a", "2")],
      outcome: "complete",
    });
    const asked = { operation: "GetMetricData", outcome: "complete" } as const;
    const steps = [
      run(["usage"]),
      page,
      versions,
      step({ ...asked, parentArn: versionArn("a", "1"), records: [usage("a", "1")] }),
      step({ ...asked, parentArn: versionArn("a", "2"), pages: 0, records: [], outcome: "denied" }),
    ];
    const rows = await all(viewsOf(memoryJournal(steps)).rows("versions"));
    expect(rows.map((row) => [row.name, row.inServiceSince, row.unitsInService, row.inServiceUnitHours])).toEqual([
      ["1", "2026-11-25T10:00:00.000Z", 2, 7.5],
      ["2", null, null, null],
    ]);
    expect((await viewsOf(memoryJournal(steps)).summary()).counts).toEqual({
      inventory: 3,
      projects: 2,
      datasets: 2,
      versions: 2,
      ledger: 6,
      invalid: 0,
    });
  });

  test("joins no usage of an earlier generation, which does not count", async () => {
    const asked = { operation: "GetMetricData", parentArn: versionArn("a", "1") } as const;
    const steps = [
      run(["usage"]),
      page,
      step({ operation: "DescribeProjectVersions", parentArn: projectArn("a"), records: [version("a", "1")] }),
      step({ ...asked, generation: 0, records: [usage("a", "1")] }),
      step({ ...asked, generation: 1, records: [], invalid: [{ error: "no", problems: [], raw: 1 }] }),
    ];
    const rows = await all(viewsOf(memoryJournal(steps)).rows("versions"));
    expect(rows.map(({ name, inServiceSince }) => [name, inServiceSince])).toEqual([["1", null]]);
  });

  test("takes the account from the ARN where nobody gave it", async () => {
    const steps = [run(), target({ accountId: null }), { ...page, accountId: null }];
    const [row] = await all(viewsOf(memoryJournal(steps)).rows("projects"));
    expect(row?.accountId).toBe("111122223333");
  });

  test("can be iterated more than once, and subscribed to", async () => {
    const rows = viewsOf(memoryJournal([run(), page])).rows("projects");
    expect(await all(rows)).toHaveLength(2);
    expect(await firstValueFrom(from(rows).pipe(toArray()))).toHaveLength(2);
  });

  test("reads no step that nobody asks for, and leaves the journal as its consumer leaves", async () => {
    const watched = watchedJournal([
      run(),
      page,
      step({ pages: 2, records: [project("c")], outcome: "complete" }),
      end,
    ]);
    const rows = viewsOf(watched.journal).rows("projects");
    expect(watched.read).toEqual([]);
    const names: string[] = [];
    for await (const { name } of rows) {
      if (names.push(name) === 2) {
        break;
      }
    }
    // Once for the ledger, and up to the page with the two projects.
    expect(watched.read).toEqual([4, 2]);
    expect(watched.open).toBe(0);
  });

  test("does not see a step that is appended between its ledger and its rows", async () => {
    const steps: Step[] = [run(), page];
    const journal: Journal = {
      ...memoryJournal(steps),
      async *steps() {
        const now = [...steps];
        steps.push(step({ pages: steps.length, records: [project("late")] }));
        yield* now;
      },
    };
    const names = (await all(viewsOf(journal).rows("projects"))).map(({ name }) => name);
    expect(names).toEqual(["a", "b"]);
  });

  test("rejects where the journal has no run, in every view", async () => {
    const views = viewsOf(memoryJournal([]));
    for (const reading of [all(views.ledger()), all(views.rows("tags")), all(views.invalid()), views.summary()]) {
      await expect(reading).rejects.toSatisfy(isNoRunError);
    }
  });
});

/** How far each reading went, and how many are still open. */
function watchedJournal(steps: readonly Step[]): { readonly journal: Journal; readonly read: number[]; open: number } {
  const watched = {
    read: [] as number[],
    open: 0,
    journal: {
      ...memoryJournal(steps),
      async *steps() {
        const reading = watched.read.push(0) - 1;
        watched.open += 1;
        try {
          for (const each of steps) {
            watched.read[reading] = (watched.read[reading] ?? 0) + 1;
            yield each;
          }
        } finally {
          watched.open -= 1;
        }
      },
    },
  };
  return watched;
}
