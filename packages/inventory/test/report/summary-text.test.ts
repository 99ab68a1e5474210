import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WalkEntry } from "../../src/ledger/ledger-entry.js";
import type { Lacking } from "../../src/ledger/lacking.js";
import { type Report, summaryText } from "../../src/report/summary-text.js";
import type { Summary } from "../../src/views/summary.js";
import type { InventoryRow } from "../../src/views/tables/inventory-table.js";

const SOME = { minLength: 1, maxLength: 5 };

const ESCAPE = "\u001B";

const summary: Summary = {
  version: 1,
  runId: "20261125T135627Z-4f2a",
  outcome: "complete",
  exitCode: 0,
  targets: { expected: 1, answered: 1, complete: 1 },
  counts: { inventory: 1_243, projects: 1_240, datasets: 3, ledger: 2, invalid: 0 },
  files: ["inventory.ndjson", "inventory.csv"],
  startedAt: "2026-11-25T13:56:27.000Z",
  endedAt: "2026-11-25T13:56:31.000Z",
  resume: null,
};

const listing: WalkEntry = {
  _tag: "Walk",
  target: "111122223333:us-east-1",
  accountId: "111122223333",
  region: "us-east-1",
  operation: "DescribeProjects",
  parentArn: null,
  outcome: "complete",
  generation: 0,
  pages: 3,
  records: 1_240,
  invalid: 0,
  requests: 5,
  throttles: 2,
  elapsedMs: 3_000,
  error: null,
};

const failedRow: InventoryRow = {
  partition: "aws",
  accountId: "111122223333",
  region: "us-east-1",
  projectArn: "arn:aws:rekognition:us-east-1:111122223333:project/pcb.solder-defects/1767323045678",
  projectName: "pcb.solder-defects",
  feature: "CUSTOM_LABELS",
  projectStatus: "CREATED",
  projectCreationTimestamp: null,
  autoUpdate: null,
  datasetArn: null,
  datasetType: "TEST",
  datasetStatus: "CREATE_FAILED",
  datasetStatusMessage: '=HYPERLINK("http://example.com"),\nthe "manifest" is empty',
  datasetStatusMessageCode: "CLIENT_ERROR",
  datasetCreationTimestamp: null,
  runId: "20261125T135627Z-4f2a",
  runStartedAt: "2026-11-25T13:56:27.000Z",
  seenAt: "2026-11-25T13:56:28.000Z",
};

const report: Report = {
  summary,
  found: {
    projectCounts: [
      { feature: "CONTENT_MODERATION", status: "CREATED", count: 36 },
      { feature: "CUSTOM_LABELS", status: "CREATED", count: 1_200 },
      { feature: "CUSTOM_LABELS", status: "CREATING", count: 4 },
    ],
    datasetCounts: [
      { type: "TRAIN", status: "CREATE_COMPLETE", count: 2 },
      { type: "TEST", status: "CREATE_FAILED", count: 1 },
    ],
    failed: { count: 1, first: [failedRow] },
  },
  lacking: [],
  listings: [listing],
  pages: 3,
  throttles: 2,
  here: { pages: 3, elapsed: 3_449 },
  written: { out: "out", names: ["inventory.ndjson", "inventory.csv", "summary.json"], others: ["run.journal"] },
};

const denied: Lacking = {
  isMissing: true,
  outcome: "denied",
  operation: "DescribeProjects",
  count: 1,
  where: "111122223333 eu-west-1",
  message:
    "AWS denied rekognition:DescribeProjects (no); have that action allowed for these credentials, or choose others",
};

describe("summaryText", () => {
  test("says what was found, what failed and why, and where the files are", () => {
    expect(summaryText(report, false)).toBe(`\
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

Written to out:
  inventory (.ndjson, .csv)
  summary.json
  run.journal
`);
  });

  test("says what is missing and why, and in short of what there is nothing to be read", () => {
    const targets = { expected: 3, answered: 3, complete: 2 };
    const text = summaryText(
      {
        ...report,
        summary: { ...summary, outcome: "incomplete", targets },
        lacking: [
          denied,
          { ...denied, operation: "ListTagsForResource", count: 1_200, message: "" },
          { ...denied, isMissing: false, outcome: "not-ready", operation: "ListDatasetLabels", count: 4 },
          { ...denied, isMissing: false, outcome: "not-ready", operation: "ListDatasetLabels", where: "elsewhere" },
          { ...denied, isMissing: false, outcome: "suspended", operation: undefined, where: "222233334444" },
        ],
      },
      false,
    );
    expect(text).toMatch(/^at least 1,240 projects and 3 datasets in 1 of 3 accounts and regions\n/);
    expect(text).toContain(`
Not complete
  denied DescribeProjects in 111122223333 eu-west-1: AWS denied
    rekognition:DescribeProjects (no); have that action allowed for these
    credentials, or choose others
  denied ListTagsForResource (1,200 times) in 111122223333 eu-west-1

Nothing to be read
  not-ready ListDatasetLabels (5 times) in 111122223333 eu-west-1 and 1 more
  suspended in 222233334444
`);
  });

  test("says how many more are missing, and how many more failed, than are shown", () => {
    const lacking = Array.from({ length: 1_010 }, (_, index) => ({ ...denied, message: `reason ${index}` }));
    const text = summaryText(
      { ...report, lacking, found: { ...report.found, failed: { count: 1_001, first: [failedRow] } } },
      false,
    );
    expect(text).toContain("\n  ... and 1,000 more; the ledger has them all\n");
    expect(text).toContain("\n  ... and 1,000 more; the files have them all\n");
  });

  test("says once what is missing for the same reason in many places", () => {
    const lacking = Array.from({ length: 500 }, (_, index) => ({ ...denied, where: `place ${index}` }));
    expect(summaryText({ ...report, lacking }, false)).toContain("(500 times) in place 0 and 499 more: ");
  });

  test("names the few regions of an account for which one reason holds", () => {
    const places = ["us-east-1", "eu-west-1", "eu-central-1"].map((region) => `444444444444 ${region}`);
    const shut = { ...denied, outcome: "no-credentials", operation: undefined, message: "" };
    const missing = places.map((where): Lacking => Object.assign({}, shut, { where }));
    const unoffered = { ...shut, isMissing: false, outcome: "unsupported" };
    const absent = places.map((where): Lacking => Object.assign({}, unoffered, { where }));
    const text = summaryText({ ...report, lacking: [...missing, ...absent] }, false);
    expect(text).toContain("\n  no-credentials (3 times) in 444444444444 us-east-1, eu-west-1,\n    eu-central-1\n");
    expect(text).toContain(`
Nothing to be read
  unsupported (3 times) in 444444444444 us-east-1, eu-west-1, eu-central-1:
    Custom Labels is not offered there
`);
  });

  test("names the places that have nothing, and has no table of nothing", () => {
    const nothing: Report = {
      ...report,
      summary: { ...summary, counts: { inventory: 0, projects: 0, datasets: 0 } },
      found: { projectCounts: [], datasetCounts: [], failed: { count: 0, first: [] } },
      listings: [{ ...listing, records: 0 }],
      throttles: 0,
      here: undefined,
      written: { out: "-", names: [], others: [] },
    };
    expect(summaryText(nothing, false)).toBe("0 projects and 0 datasets in us-east-1, account 111122223333\n3 pages\n");

    const several = { ...nothing.summary, targets: { expected: 12, answered: 12, complete: 12 } };
    const listings = Array.from({ length: 12 }, (_, index) => ({ ...listing, records: 0, region: `region-${index}` }));
    const text = summaryText({ ...nothing, summary: several, listings }, false);
    expect(text).toMatch(/^0 projects and 0 datasets in 0 of 12 accounts and regions\n3 pages\n\nNothing there\n/);
    expect(text).toContain("\n  111122223333 region-0\n");
    expect(text).toMatch(/\n {2}111122223333 region-9\n {2}\.\.\. and 2 more\n$/);
  });

  test("names a target whose account is not known by what it is known by", () => {
    const unknown = { ...listing, accountId: null, target: "profile work:us-east-1" };
    expect(summaryText({ ...report, listings: [unknown] }, false)).toMatch(/ datasets in profile work:us-east-1\n/);
  });

  test("says what of a run this process has read", () => {
    const resumed = { ...report, pages: 1_000, here: { pages: 10, elapsed: 100 } };
    expect(summaryText(resumed, false)).toContain("\n1,000 pages, 10 of them now, in 0.1 s, 2 throttles survived\n");
  });

  test("says how much of each depth there is, and what could not be read", () => {
    const counts = { ...summary.counts, versions: 1, tags: 2, policies: 1, labels: 0, entries: 1_000, invalid: 2 };
    const text = summaryText({ ...report, summary: { ...summary, counts } }, false);
    expect(text).toContain("\n1 version, 2 tags, 1 policy, 0 labels, 1,000 entries\n");
    expect(text).toContain("\n2 records could not be read and are in no table; the reasons are in invalid.ndjson\n");
  });

  test("has colours only where it is asked to", () => {
    expect(summaryText(report, true)).toContain(`${ESCAPE}[31mCREATE_FAILED${ESCAPE}[39m`);
    expect(summaryText(report, false)).not.toContain(ESCAPE);
  });

  test("fits 80 columns but for single words, and has no control characters, whatever the service says", () => {
    const word = fc.oneof(
      fc.string({ unit: fc.constantFrom("A", "_", "z", " ", "\n", "\t", ESCAPE, "\u202E"), maxLength: 300 }),
      fc.constantFrom("CREATED", "TRAIN", "CUSTOM_LABELS", "CREATE_FAILED", ""),
    );
    const text = fc.option(word);
    const count = fc.integer({ min: 1, max: 999_999 });
    const lacking = fc.record({
      isMissing: fc.boolean(),
      outcome: fc.constantFrom("denied", "failed"),
      operation: fc.constantFrom(undefined, "DescribeProjectVersions"),
      count,
      where: fc.constantFrom("111122223333 eu-west-1", "profile work:eu-west-1"),
      message: word,
    });
    const failed = fc
      .record({ projectName: word, datasetType: text, datasetStatus: text, datasetStatusMessage: text })
      .map((changed): InventoryRow => Object.assign({}, failedRow, changed));
    fc.assert(
      fc.property(
        fc.array(fc.record({ feature: text, status: text, count }), SOME),
        fc.array(fc.record({ type: text, status: text, count }), SOME),
        failed,
        fc.array(lacking),
        (projectCounts, datasetCounts, row, missing) => {
          const found = { projectCounts, datasetCounts, failed: { count: 1, first: [row] } };
          const shown = summaryText({ ...report, found, lacking: missing }, false);
          const lines = shown.split("\n");
          expect(lines.filter((line) => line.length > 80 && line.trim().includes(" "))).toEqual([]);
          expect(shown.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
          expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
        },
      ),
    );
  });
});
