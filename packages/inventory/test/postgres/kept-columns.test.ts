import { expect, test } from "vitest";
import type { Step } from "../../src/crawl/step.js";
import type { VersionRecord } from "../../src/records/version-record.js";
import { writeToPostgres } from "../../src/postgres/write-to-postgres.js";
import { memoryJournal } from "../support/memory-journal.js";
import { postgresForTests } from "../support/postgres.js";
import {
  dataset,
  datasetArn,
  end,
  project,
  projectArn,
  run,
  step,
  target,
  version,
  versionArn,
} from "../support/steps.js";

const postgres = postgresForTests();

const listed = step({ records: [project("a", { datasets: [dataset("a", "train")] })], outcome: "complete" });

function runOn(day: string, depth: Parameters<typeof run>[0], ...walks: readonly Step[]): readonly Step[] {
  return [
    { ...run(depth), runId: `run-${day}`, startedAt: `2026-11-${day}T00:00:00.000Z` },
    target(),
    listed,
    ...walks,
    end,
  ];
}

function versions(status: VersionRecord["status"]): Step {
  return step({
    operation: "DescribeProjectVersions",
    parentArn: projectArn("a"),
    records: [version("a", "1", { status })],
    outcome: "complete",
  });
}

const statistics = step({
  operation: "DescribeDataset",
  parentArn: datasetArn("a", "train"),
  records: [
    {
      _tag: "DatasetStatistics",
      datasetArn: datasetArn("a", "train"),
      lastUpdatedTimestamp: "2026-11-01T00:00:00.000Z",
      totalEntries: 13,
      labeledEntries: 12,
      totalLabels: 3,
      errorEntries: 1,
    },
  ],
  outcome: "complete",
});

const usage = step({
  operation: "GetMetricData",
  parentArn: versionArn("a", "1"),
  records: [{ _tag: "Usage", versionArn: versionArn("a", "1"), inServiceSince: null, unitsInService: 2, unitHours: 5 }],
  outcome: "complete",
});

/** A run that is asked for less, or is denied, takes nothing away from what an earlier one has found. */
test("what a run did not ask for stays as it is, but for the units of a model that no longer runs", async () => {
  const connectionString = await postgres.database();
  const write = (steps: readonly Step[]): Promise<void> => writeToPostgres(memoryJournal(steps), { connectionString });
  const there = async (): Promise<unknown> =>
    (
      await postgres.rows(
        connectionString,
        `select d.total_entries, d.error_entries, d.last_updated_timestamp is null, v.status, v.units_in_service,
          v.in_service_unit_hours, d.run_id
          from rekognition.datasets d, rekognition.versions v`,
      )
    )[0];
  await write(runOn("01", ["projects", "datasets", "versions", "usage"], statistics, versions("RUNNING"), usage));
  expect(await there()).toEqual(["13", "1", "f", "RUNNING", "2", "5", "run-01"]);
  await write(runOn("02", ["projects", "versions"], versions("RUNNING")));
  expect(await there()).toEqual(["13", "1", "f", "RUNNING", "2", "5", "run-02"]);
  await write(runOn("03", ["projects", "datasets"]));
  expect(await there()).toEqual(["13", "1", "f", "RUNNING", "2", "5", "run-03"]);
  await write(runOn("04", ["projects", "versions"], versions("STOPPED")));
  expect(await there()).toEqual(["13", "1", "f", "STOPPED", null, null, "run-04"]);
  await write(runOn("05", ["projects", "versions", "usage"], versions("RUNNING")));
  expect(await there()).toEqual(["13", "1", "f", "RUNNING", null, null, "run-05"]);
});
