import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pricesWith } from "../../../src/cost/prices.js";
import type { Step } from "../../../src/crawl/step.js";
import { ledgerOf } from "../../../src/ledger/ledger-of.js";
import type { VersionRecord } from "../../../src/records/version-record.js";
import type { ReportContents } from "../../../src/views/report/contents.js";
import { NO_HISTORY } from "../../../src/views/report/run-history.js";
import { ReportFold, type ReportFoldOptions } from "../../../src/views/report/report-fold.js";
import { shownSteps } from "../../../src/views/shown-steps.js";
import { viewsOf } from "../../../src/views/views-of.js";
import { anyJournal } from "../../support/any-journal.js";
import { memoryJournal } from "../../support/memory-journal.js";
import { all } from "../../support/seen-of.js";
import { dataset, end, project, projectArn, run, step, target, version } from "../../support/steps.js";

const PRICES = pricesWith({ "eu-west-1": 5 });

async function contentsOf(steps: readonly Step[], options: Partial<ReportFoldOptions> = {}): Promise<ReportContents> {
  const journal = memoryJournal(steps);
  const ledger = await ledgerOf(journal);
  const fold = new ReportFold(ledger, { prices: PRICES, seenRunning: new Map(), seenStarting: new Map(), ...options });
  for await (const shown of shownSteps(journal, ledger)) {
    fold.add(shown);
  }
  return fold.contents(await viewsOf(journal).summary(), NO_HISTORY);
}

/** A run of one project with these models. */
function withModels(...models: readonly Partial<VersionRecord>[]): readonly Step[] {
  return [
    run(["projects", "versions", "usage"]),
    target(),
    step({ records: [project("a")], outcome: "complete" }),
    step({
      operation: "DescribeProjectVersions",
      parentArn: projectArn("a"),
      records: models.map((fields, at) => Object.assign(version("a", String(at)), fields)),
      outcome: "complete",
    }),
    end,
  ];
}

describe("a report's numbers", () => {
  test("are the sums of the tables", async () => {
    await fc.assert(
      fc.asyncProperty(anyJournal, async (steps) => {
        const contents = await contentsOf(steps);
        const views = viewsOf(memoryJournal(steps));
        const [versions, projects, datasets] = await Promise.all([
          all(views.rows("versions")),
          all(views.rows("projects")),
          all(views.rows("datasets")),
        ]);
        const running = versions.filter(({ status }) => status === "RUNNING" || status === "STARTING");
        const units = (of: "maxInferenceUnits" | "minInferenceUnits"): number =>
          running.reduce(
            (sum, row) =>
              sum + Math.max(row.minInferenceUnits ?? 1, row[of] ?? 1) * (row.region === "us-east-1" ? 4 : 5) * 730,
            0,
          );
        expect(contents.models.count).toBe(versions.length);
        expect(contents.projects.count).toBe(projects.length);
        expect(contents.running.count).toBe(running.length);
        expect(contents.running.monthly.least).toBeCloseTo(units("minInferenceUnits"), 6);
        expect(contents.running.monthly.most).toBeCloseTo(units("maxInferenceUnits"), 6);
        expect([...contents.modelStatuses.values()].reduce((sum, each) => sum + each, 0)).toBe(versions.length);
        expect(contents.projects.items.reduce((sum, each) => sum + each.datasets, 0)).toBe(datasets.length);
        const failed = [...versions, ...datasets].filter(({ status }) => status?.endsWith("FAILED") === true);
        expect(contents.failures.count).toBe(failed.length);
        const ledger = await all(views.ledger());
        expect(contents.places.length).toBe(ledger.filter(({ _tag }) => _tag === "Target").length);
        expect(contents.places.reduce((sum, place) => sum + place.projects, 0)).toBe(projects.length);
      }),
    );
  });

  test("are the same however few rows are shown", async () => {
    await fc.assert(
      fc.asyncProperty(anyJournal, async (steps) => {
        const [whole, few] = await Promise.all([contentsOf(steps), contentsOf(steps, { limit: 1 })]);
        expect(few.models.items).toEqual(whole.models.items.slice(0, 1));
        expect({ ...few.running, items: [] }).toEqual({ ...whole.running, items: [] });
        expect(few.failures.count).toBe(whole.failures.count);
        expect(few.wasted.sums).toEqual(whole.wasted.sums);
      }),
      { numRuns: 50 },
    );
  });
});

describe("what runs", () => {
  test("is listed dearest first", async () => {
    const { running } = await contentsOf(
      withModels({ minInferenceUnits: 1 }, { minInferenceUnits: 3 }, { minInferenceUnits: 2, maxInferenceUnits: 9 }),
    );
    expect(running.items.map(({ version: { name } }) => name)).toEqual(["1", "2", "0"]);
    expect(running.monthly).toEqual({ least: 6 * 5 * 730, most: 13 * 5 * 730 });
  });

  test("is in no sum where its price is not known, and is counted", async () => {
    const { running, monthlyByAccount } = await contentsOf(withModels({}), { prices: pricesWith() });
    expect(running.monthly).toEqual({ least: 0, most: 0 });
    expect(running.unpriced).toEqual(new Map([["eu-west-1", 1]]));
    expect(monthlyByAccount).toEqual(new Map());
  });
});

function trained(trainingEndTimestamp: string): Promise<ReportContents> {
  return contentsOf(
    withModels({ status: "TRAINING_COMPLETED", trainingEndTimestamp, billableTrainingSeconds: 7_200 }),
    {
      prices: { ...PRICES, trainingHour: { "eu-west-1": 1 } },
    },
  );
}

/** A run of one running model, with what CloudWatch says of it. */
function measured(unitsInService: number | null): readonly Step[] {
  return [
    ...withModels({ status: "RUNNING" }).slice(0, -1),
    step({
      operation: "GetMetricData",
      parentArn: version("a", "0").arn,
      records: [
        { _tag: "Usage", versionArn: version("a", "0").arn, inServiceSince: null, unitsInService, unitHours: null },
      ],
      outcome: "complete",
    }),
    end,
  ];
}

describe("what no longer pays", () => {
  test.each([0, null])("is a model that runs with units in service of %s, by CloudWatch", async (units) => {
    const { wasted, running } = await contentsOf(measured(units));
    expect(wasted.items).toMatchObject([{ why: "no units in service", monthly: 3_650 }]);
    expect(wasted.sums).toEqual(new Map([["no units in service", { count: 1, usd: 3_650, unknown: 0 }]]));
    expect(running.unmeasured).toBe(0);
  });

  test("is none that has some, and none of which CloudWatch said nothing", async () => {
    expect((await contentsOf(measured(0.5))).wasted.items).toEqual([]);
    const { wasted, running } = await contentsOf(withModels({ status: "RUNNING" }));
    expect(wasted.items).toEqual([]);
    expect(running.unmeasured).toBe(1);
  });

  test("is one that an earlier run saw starting two hours before", async () => {
    const starting = withModels({ status: "STARTING" });
    const arn = version("a", "0").arn;
    const seen = (at: string): Promise<ReportContents> => contentsOf(starting, { seenStarting: new Map([[arn, at]]) });
    expect((await seen("2026-11-25T11:57:00.000Z")).wasted.items).toMatchObject([
      { why: "starting for hours", since: "2026-11-25T11:57:00.000Z", monthly: 3_650 },
    ]);
    expect((await seen("2026-11-25T11:57:01.000Z")).wasted.items).toEqual([]);
  });

  test("is one that was trained a week ago and never run, with what its training cost", async () => {
    expect((await trained("2026-11-18T13:57:00.000Z")).wasted.items).toMatchObject([
      { why: "never run", monthly: null, training: 2 },
    ]);
    expect((await trained("2026-11-18T13:57:01.000Z")).wasted.items).toEqual([]);
  });

  test("is summed over all of them, however few rows are shown", async () => {
    const unused = { status: "TRAINING_COMPLETED", trainingEndTimestamp: "2026-11-01T00:00:00.000Z" };
    const steps = withModels(
      { ...unused, billableTrainingSeconds: 3_600 },
      { ...unused, billableTrainingSeconds: null },
      {
        ...unused,
        billableTrainingSeconds: 7_200,
      },
    );
    const prices = { ...PRICES, trainingHour: { "eu-west-1": 1 } };
    const { wasted } = await contentsOf(steps, { prices, limit: 1 });
    expect(wasted.items).toHaveLength(1);
    expect(wasted.sums).toEqual(new Map([["never run", { count: 3, usd: 3, unknown: 1 }]]));
  });
});

describe("what failed", () => {
  test("is a training, or a dataset, with AWS's message and what to do", async () => {
    const { failures } = await contentsOf([
      run(["projects", "versions"]),
      target(),
      step({
        records: [
          project("a", {
            datasets: [
              dataset("a", "train", { status: "CREATE_FAILED", statusMessage: "The manifest file is not valid." }),
              dataset("a", "test"),
            ],
          }),
        ],
        outcome: "complete",
      }),
      step({
        operation: "DescribeProjectVersions",
        parentArn: projectArn("a"),
        records: [
          Object.assign(version("a", "1"), {
            status: "TRAINING_FAILED",
            statusMessage: "Access denied to the bucket.",
            trainingEndTimestamp: "2026-11-20T00:00:00.000Z",
          }),
        ],
        outcome: "complete",
      }),
      end,
    ]);
    expect(failures.items).toMatchObject([
      {
        kind: "model",
        name: "1",
        message: "Access denied to the bucket.",
        advice: expect.stringContaining("bucket policy") as string,
      },
      { kind: "dataset", name: "TRAIN", advice: expect.stringContaining("manifest") as string },
    ]);
  });
});
