import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../src/changes/change.js";
import { changeLine } from "../../src/changes/change-line.js";
import { changesBetween } from "../../src/changes/changes-between.js";
import { LISTED_TABLES } from "../../src/views/tables/listed-by.js";
import { recordTables } from "../../src/views/tables/tables.js";
import { anyTwoRuns } from "../support/any-two-runs.js";
import { projectRow, tagRow } from "../support/changes.js";
import { memoryJournal } from "../support/memory-journal.js";
import { all } from "../support/seen-of.js";

describe("changeLine", () => {
  test("is one line of JSON, with the names of the columns", () => {
    const row = projectRow("pcb", { autoUpdate: "ENABLED" });
    const previous = projectRow("pcb");
    const change: Change = {
      _tag: "Changed",
      table: "projects",
      key: [row.arn],
      row,
      previous,
      fields: ["autoUpdate"],
    };
    const written = {
      account_id: "111122223333",
      region: "eu-west-1",
      arn: row.arn,
      name: "pcb",
      feature: "CUSTOM_LABELS",
      status: "CREATED",
      creation_timestamp: "2026-01-02T03:04:05.678Z",
      auto_update: "ENABLED",
      run_id: "20261125T135627Z-4f2a",
      run_started_at: "2026-11-25T13:56:27.000Z",
      seen_at: "2026-11-25T13:57:00.000Z",
    };
    const line = changeLine(change);
    expect(line.indexOf("\n")).toBe(line.length - 1);
    expect(JSON.parse(line)).toEqual({
      change: "changed",
      table: "projects",
      key: { arn: row.arn },
      fields: ["auto_update"],
      row: written,
      previous: { ...written, auto_update: null },
    });
  });

  test("has every member in every line", () => {
    const row = tagRow("pcb", "v1", "team", "red");
    const line = changeLine({ _tag: "Removed", table: "tags", key: [row.versionArn, row.key], row });
    expect(JSON.parse(line)).toMatchObject({
      change: "removed",
      key: { version_arn: row.versionArn, key: "team" },
      fields: null,
      previous: null,
    });
  });

  test("names a row and its changed columns as its table does, whatever has changed", async () => {
    const property = fc.asyncProperty(anyTwoRuns, async ({ before, after }) => {
      const changes = changesBetween(memoryJournal(before), memoryJournal(after), { tables: LISTED_TABLES });
      for (const change of await all(changes)) {
        const line = JSON.parse(changeLine(change)) as Line;
        const columns = recordTables[change.table].columns.map(({ name }) => name);
        expect(Object.keys(line.row)).toEqual(columns);
        expect(Object.values(line.key)).toEqual(change.key);
        for (const field of line.fields ?? []) {
          expect(line.row[field]).not.toBe(line.previous?.[field]);
        }
      }
    });
    await fc.assert(property, { numRuns: 50 });
  });
});

interface Line {
  readonly key: Readonly<Record<string, unknown>>;
  readonly row: Readonly<Record<string, unknown>>;
  readonly previous: Readonly<Record<string, unknown>> | null;
  readonly fields: readonly string[] | null;
}
