import type { Change } from "../../src/changes/change.js";
import type { DatasetRow } from "../../src/views/tables/datasets-table.js";
import type { ProjectRow } from "../../src/views/tables/projects-table.js";
import type { TagRow } from "../../src/views/tables/tags-table.js";
import type { VersionRow } from "../../src/views/tables/versions-table.js";
import { dataset, project, projectArn, version, versionArn } from "./steps.js";

const found = {
  accountId: "111122223333",
  region: "eu-west-1",
  runId: "20261125T135627Z-4f2a",
  runStartedAt: "2026-11-25T13:56:27.000Z",
  seenAt: "2026-11-25T13:57:00.000Z",
};

export function projectRow(name: string, fields: Partial<ProjectRow> = {}): ProjectRow {
  const { _tag: _, datasets: __, ...row } = project(name);
  return { ...found, ...row, ...fields };
}

export function datasetRow(name: string, type: "test" | "train"): DatasetRow {
  const statistics = {
    lastUpdatedTimestamp: null,
    totalEntries: null,
    labeledEntries: null,
    totalLabels: null,
    errorEntries: null,
  };
  return { ...found, ...dataset(name, type), projectArn: projectArn(name), projectName: name, ...statistics };
}

export function versionRow(name: string, versionName: string, fields: Partial<VersionRow> = {}): VersionRow {
  const { _tag: _, ...row } = version(name, versionName);
  const usage = { inServiceSince: null, unitsInService: null, inServiceUnitHours: null };
  return { ...found, ...row, ...usage, ...fields };
}

export function tagRow(name: string, versionName: string, key: string, value: string): TagRow {
  return { ...found, versionArn: versionArn(name, versionName), key, value };
}

export async function* streamed(changes: readonly Change[]): AsyncGenerator<Change> {
  yield* changes;
}
