import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InventorySummary } from "../../src/inventory/inventory-summary.js";
import type { InventoryRow } from "../../src/rows/inventory-row.js";
import { summaryText } from "../../src/report/summary-text.js";
import { smallAccountRows } from "../support/small-account.js";

const ESCAPE = "\u001b";

const summary: InventorySummary = {
  pages: 3,
  projects: 1_240,
  datasets: 3,
  invalid: 0,
  throttles: 2,
  faults: 0,
  places: [{ account: "111122223333", region: "us-east-1" }],
  projectCounts: [
    { feature: "CONTENT_MODERATION", status: "CREATED", count: 36 },
    { feature: "CUSTOM_LABELS", status: "CREATED", count: 1_200 },
    { feature: "CUSTOM_LABELS", status: "CREATING", count: 4 },
  ],
  datasetCounts: [
    { type: "TRAIN", status: "CREATE_COMPLETE", count: 2 },
    { type: "TEST", status: "CREATE_FAILED", count: 1 },
  ],
  failed: { count: 1, first: smallAccountRows.slice(1, 2) },
  unknownValues: [],
  files: { ndjson: "out/inventory.ndjson", csv: "out/inventory.csv", rows: 1_243 },
};

describe("summaryText", () => {
  test("tells what was found, what failed and why, and where the files are", () => {
    expect(summaryText(summary, 3_449, false)).toBe(`\
1,240 projects and 3 datasets in us-east-1, account 111122223333
3 pages in 3.4 s, 2 throttles survived

  Projects  CUSTOM_LABELS  CONTENT_MODERATION    all
  CREATED           1,200                  36  1,236
  CREATING              4                   0      4
  all               1,204                  36  1,240

  Datasets         TRAIN  TEST  all
  CREATE_COMPLETE      2     0    2
  CREATE_FAILED        0     1    1
  all                  2     1    3

  Failed
  pcb.solder-defects          TEST    CREATE_FAILED:
                                      =HYPERLINK("http://example.com"), the
                                      "manifest" is empty

1,243 rows, one a dataset, in
  out/inventory.ndjson
  out/inventory.csv
`);
  });

  test("says how many more failed than are shown", () => {
    const text = summaryText({ ...summary, failed: { ...summary.failed, count: 1_001 } }, 0, false);
    expect(text).toContain("\n  ... and 1,000 more; the files have them all\n");
  });

  test("has no table of nothing", () => {
    const empty = {
      ...summary,
      throttles: 0,
      projects: 0,
      datasets: 0,
      places: [],
      projectCounts: [],
      datasetCounts: [],
    };
    const text = summaryText(
      { ...empty, failed: { count: 0, first: [] }, files: { ...summary.files, rows: 0 } },
      100,
      false,
    );
    expect(text).toBe(`\
0 projects and 0 datasets
3 pages in 0.1 s

0 rows, one a dataset, in
  out/inventory.ndjson
  out/inventory.csv
`);
  });

  test("says what could not be read, what is new, and what faults there were", () => {
    const text = summaryText(
      {
        ...summary,
        faults: 1,
        invalid: 2,
        unknownValues: ['Status "ARCHIVED"', 'Datasets.Status "LOST"'],
        files: { ...summary.files, invalid: "out/inventory.invalid.ndjson" },
      },
      0,
      false,
    );
    expect(text).toContain("2 throttles survived, 1 passing fault survived\n");
    expect(text).toContain(
      "2 projects could not be read and are not in the inventory; the reasons are in\n  out/inventory.invalid.ndjson\n",
    );
    expect(text).toContain(
      'Values that this version does not know, kept as they came: Status "ARCHIVED",\nDatasets.Status "LOST"\n',
    );
  });

  test("has colours only where it is told to", () => {
    expect(summaryText(summary, 0, true)).toContain(`${ESCAPE}[31mCREATE_FAILED${ESCAPE}[39m`);
    expect(summaryText(summary, 0, false)).not.toContain(ESCAPE);
  });

  test("fits 80 columns and has no control characters, whatever the service says", () => {
    const word = fc.oneof(
      fc.string({ unit: fc.constantFrom("A", "_", "z", " ", "\n", "\t", ESCAPE, "\u202E"), maxLength: 300 }),
      fc.constantFrom("CREATED", "TRAIN", "CUSTOM_LABELS", "CREATE_FAILED", ""),
    );
    const text = fc.option(word);
    const cells = <K extends string>(
      key: K,
    ): fc.Arbitrary<({ [P in K]: string | null } & { status: string | null; count: number })[]> =>
      fc.array(
        fc
          .tuple(text, text, fc.integer({ min: 1, max: 999_999 }))
          .map(
            ([a, status, count]) =>
              ({ [key]: a, status, count }) as { [P in K]: string | null } & { status: string | null; count: number },
          ),
        { minLength: 1, maxLength: 5 },
      );
    const failed = fc
      .record({ projectName: word, datasetType: text, datasetStatus: text, datasetStatusMessage: text })
      .map((changed) => Object.assign({}, smallAccountRows[1], changed) as InventoryRow);
    fc.assert(
      fc.property(
        cells("feature"),
        cells("type"),
        failed,
        fc.array(word),
        (projectCounts, datasetCounts, row, news) => {
          const shown = summaryText(
            { ...summary, projectCounts, datasetCounts, failed: { count: 1, first: [row] }, unknownValues: news },
            0,
            false,
          );
          const lines = shown.split("\n");
          expect(lines.filter((line) => line.length > 80)).toEqual([]);
          expect(shown.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
          expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
        },
      ),
    );
  });
});
