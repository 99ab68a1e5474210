import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/changes/change.js";
import type { ComparedRun } from "../../src/changes/compared-run.js";
import { changesOf } from "../../src/changes/changes-of.js";
import { mergedRuns } from "../../src/changes/merged-runs.js";
import { runOfJournal } from "../../src/changes/run-of-journal.js";
import type { Step } from "../../src/crawl/step.js";
import { compareWithPostgres } from "../../src/postgres/run-in-postgres.js";
import { writeToPostgres } from "../../src/postgres/write-to-postgres.js";
import { LISTED_TABLES } from "../../src/views/tables/listed-by.js";
import { anyTwoRuns } from "../support/any-two-runs.js";
import { memoryJournal } from "../support/memory-journal.js";
import { postgresForTests } from "../support/postgres.js";
import { end, project, run, step, target } from "../support/steps.js";

const postgres = postgresForTests();

async function all(changes: AsyncIterable<Change>): Promise<readonly Change[]> {
  const found: Change[] = [];
  for await (const change of changes) {
    found.push(change);
  }
  return found;
}

describe("what is in Postgres", () => {
  test("compares as the journal that was written there, be it the earlier run or the later one", async () => {
    const connectionString = await postgres.database();
    let schemas = 0;
    const stored = async (steps: readonly Step[]): Promise<Parameters<typeof compareWithPostgres>[0]> => {
      schemas += 1;
      const options = { connectionString, schema: `run_${schemas}` };
      await writeToPostgres(memoryJournal(steps), options);
      return options;
    };
    await fc.assert(
      fc.asyncProperty(anyTwoRuns, async ({ before, after }) => {
        const [earlier, later] = [await runOfJournal(memoryJournal(before)), await runOfJournal(memoryJournal(after))];
        const wanted = await all(changesOf(earlier, later, LISTED_TABLES));
        await compareWithPostgres(await stored(before), async (there, asStored) => {
          expect(withoutNul(await all(changesOf(there, asStored(later), LISTED_TABLES)))).toEqual(withoutNul(wanted));
        });
        await compareWithPostgres(await stored(after), async (there, asStored) => {
          expect(withoutNul(await all(changesOf(asStored(earlier), there, LISTED_TABLES)))).toEqual(withoutNul(wanted));
        });
      }),
      { numRuns: 8 },
    );
  });

  test("has the rows of the runs that were written there, merged", async () => {
    const connectionString = await postgres.database();
    let schemas = 0;
    await fc.assert(
      fc.asyncProperty(anyTwoRuns, async ({ before, after }) => {
        schemas += 1;
        const options = { connectionString, schema: `merged_${schemas}` };
        await writeToPostgres(memoryJournal(before), options);
        await writeToPostgres(memoryJournal(after), options);
        const [earlier, later] = [await runOfJournal(memoryJournal(before)), await runOfJournal(memoryJournal(after))];
        await compareWithPostgres(options, async (there, asStored) => {
          expect(await keysOf(asStored(mergedRuns(earlier, later)))).toEqual(await keysOf(there));
        });
      }),
      { numRuns: 8 },
    );
  });

  test("is what all runs have left there", async () => {
    const connectionString = await postgres.database();
    for (const steps of [
      found("first", "01", ["a", "gone"], "complete"),
      found("second", "02", ["a"], "complete"),
      found("third", "03", ["b"], "partial"),
    ]) {
      await writeToPostgres(memoryJournal(steps), { connectionString });
    }
    const fourth = await runOfJournal(memoryJournal(found("fourth", "04", ["c"], "complete")));
    let changes: readonly Change[] = [];
    await compareWithPostgres({ connectionString }, async (there, asStored) => {
      changes = await all(changesOf(there, asStored(fourth)));
    });
    expect(changes.map(({ _tag, row }) => [_tag, "name" in row ? row.name : ""])).toEqual([
      ["Removed", "a"],
      ["Removed", "b"],
      ["Added", "c"],
    ]);
  });

  test("is not there before a run was written, and no table is made by asking", async () => {
    const connectionString = await postgres.database();
    await expect(compareWithPostgres({ connectionString }, () => Promise.resolve())).rejects.toThrow(
      /^cannot read postgres:\/\/.*: it has no tables of an inventory; write a run into it first, with --to$/,
    );
    const made = await postgres.rows(
      connectionString,
      "select count(*) from information_schema.tables where table_schema = 'rekognition'",
    );
    expect(made).toEqual([["0"]]);
  });
});

/** Which rows there are, by the members that distinguish them. */
async function keysOf(run: ComparedRun): Promise<readonly string[]> {
  const keys = new Set<string>();
  for await (const { table, row } of run.rows(LISTED_TABLES)) {
    keys.add(
      JSON.stringify([
        table,
        ...KEYS.map((key) => (key in row ? (row as unknown as Record<string, unknown>)[key] : "")),
      ]),
    );
  }
  return [...keys].toSorted();
}

const KEYS = ["arn", "projectArn", "datasetArn", "versionArn", "name", "key", "sourceRef"];

/** A run of one account. */
function found(runId: string, day: string, names: readonly string[], outcome: "complete" | "partial"): readonly Step[] {
  return [
    { ...run(["projects"]), runId, startedAt: `2026-11-${day}T00:00:00.000Z` },
    target(),
    step({ records: names.map((name) => project(name)), outcome }),
    end,
  ];
}

/** Postgres keeps none: what is compared has U+FFFD for it on both sides. */
function withoutNul(changes: readonly Change[]): unknown {
  return JSON.parse(JSON.stringify(changes).replaceAll(String.raw`\u0000`, "\uFFFD"));
}
