import type { EndStep, RunStep, TargetStep, WalkStep } from "../../src/crawl/step.js";
import type { ListedDataset, ProjectRecord } from "../../src/records/project-record.js";
import type { UsageRecord } from "../../src/records/usage-record.js";
import type { VersionRecord } from "../../src/records/version-record.js";

export const TARGET = "111122223333:eu-west-1";

const ACCOUNT = "arn:aws:rekognition:eu-west-1:111122223333";

export function projectArn(name: string): string {
  return `${ACCOUNT}:project/${name}/1767323045678`;
}

export function datasetArn(name: string, type: "test" | "train"): string {
  return `${ACCOUNT}:project/${name}/dataset/${type}/1767398400000`;
}

export function versionArn(name: string, version: string): string {
  return `${ACCOUNT}:project/${name}/version/${version}/1767484800000`;
}

export function run(depth: RunStep["options"]["depth"] = ["projects"]): RunStep {
  return {
    _tag: "Run",
    version: 1,
    runId: "20261125T135627Z-4f2a",
    startedAt: "2026-11-25T13:56:27.000Z",
    options: { depth, rate: 5 },
  };
}

export const end: EndStep = { _tag: "End", at: "2026-11-25T14:00:00.000Z" };

export function target(fields: Partial<TargetStep> = {}): TargetStep {
  return {
    _tag: "Target",
    target: TARGET,
    accountId: "111122223333",
    accountName: null,
    region: "eu-west-1",
    outcome: "expected",
    error: null,
    at: "2026-11-25T13:56:28.000Z",
    ...fields,
  };
}

/** A step of the walk of all projects, unless the fields say otherwise: a page that does not end it. */
export function step(fields: Partial<WalkStep> = {}): WalkStep {
  return {
    _tag: "Walk",
    target: TARGET,
    accountId: "111122223333",
    region: "eu-west-1",
    operation: "DescribeProjects",
    parentArn: null,
    generation: 1,
    pages: 1,
    records: [],
    invalid: [],
    position: null,
    outcome: null,
    error: null,
    requests: 1,
    throttles: 0,
    elapsedMs: 10,
    at: "2026-11-25T13:57:00.000Z",
    ...fields,
  };
}

export function project(name: string, fields: Partial<ProjectRecord> = {}): ProjectRecord {
  return {
    _tag: "Project",
    arn: projectArn(name),
    name,
    feature: "CUSTOM_LABELS",
    status: "CREATED",
    creationTimestamp: "2026-01-02T03:04:05.678Z",
    autoUpdate: null,
    datasets: [],
    ...fields,
  };
}

export function dataset(name: string, type: "test" | "train", fields: Partial<ListedDataset> = {}): ListedDataset {
  return {
    arn: datasetArn(name, type),
    type: type === "train" ? "TRAIN" : "TEST",
    status: "CREATE_COMPLETE",
    statusMessage: null,
    statusMessageCode: "SUCCESS",
    creationTimestamp: null,
    ...fields,
  };
}

export function version(name: string, versionName: string, fields: Partial<VersionRecord> = {}): VersionRecord {
  return {
    _tag: "Version",
    arn: versionArn(name, versionName),
    projectArn: projectArn(name),
    projectName: name,
    name: versionName,
    feature: "CUSTOM_LABELS",
    status: "RUNNING",
    statusMessage: null,
    creationTimestamp: null,
    trainingEndTimestamp: null,
    billableTrainingSeconds: 3_600,
    minInferenceUnits: 1,
    maxInferenceUnits: null,
    f1Score: 0.875,
    baseModelVersion: null,
    description: null,
    sourceVersionArn: null,
    kmsKeyId: null,
    outputBucket: "results",
    outputPrefix: "",
    ...fields,
  };
}

export function usage(name: string, versionName: string, fields: Partial<UsageRecord> = {}): UsageRecord {
  return {
    _tag: "Usage",
    versionArn: versionArn(name, versionName),
    inServiceSince: "2026-11-25T10:00:00.000Z",
    unitsInService: 2,
    unitHours: 7.5,
    ...fields,
  };
}
