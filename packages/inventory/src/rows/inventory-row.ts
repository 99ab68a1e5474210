import {
  type DatasetMetadata,
  parseProjectArn,
  type ProjectArnParts,
  type ProjectDescription,
  Timestamp,
} from "@rekognition-rx/core";
import type { DatasetRow } from "@rekognition-rx/operators";
import { isLeft } from "fp-ts/lib/Either.js";

/**
 * One dataset beside its project, flat; a project without datasets has one row, whose dataset members are `null`.
 *
 * Every row has every member, in this order. What the service did not send is `null`.
 * Times are ISO 8601 in UTC; statuses and types are AWS's own words.
 */
export interface InventoryRow {
  /** Twelve digits, from the project's ARN. */
  readonly account: string;
  /** From the project's ARN. */
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, ..., from the project's ARN. */
  readonly partition: string;
  /** From the project's ARN: the service tells it nowhere else. */
  readonly projectName: string;
  readonly projectArn: string;
  /** `CUSTOM_LABELS` or `CONTENT_MODERATION`. */
  readonly feature: string | null;
  readonly projectStatus: string | null;
  readonly projectCreatedAt: string | null;
  readonly autoUpdate: string | null;
  /** `TRAIN` or `TEST`. */
  readonly datasetType: string | null;
  readonly datasetArn: string | null;
  readonly datasetStatus: string | null;
  readonly datasetStatusMessage: string | null;
  readonly datasetStatusMessageCode: string | null;
  readonly datasetCreatedAt: string | null;
}

/** The members of a row, in their order. */
export const inventoryColumns: readonly (keyof InventoryRow)[] = [
  "account",
  "region",
  "partition",
  "projectName",
  "projectArn",
  "feature",
  "projectStatus",
  "projectCreatedAt",
  "autoUpdate",
  "datasetType",
  "datasetArn",
  "datasetStatus",
  "datasetStatusMessage",
  "datasetStatusMessageCode",
  "datasetCreatedAt",
];

/** The row of a decoded project and one of its datasets. */
export function inventoryRow({
  project,
  dataset,
}: DatasetRow<ProjectDescription, DatasetMetadata | undefined>): InventoryRow {
  const { account, region, partition, projectName } = placeOf(project);
  return {
    account,
    region,
    partition,
    projectName,
    projectArn: project.ProjectArn,
    // The service leaves it out for Custom Labels.
    feature: project.Feature ?? "CUSTOM_LABELS",
    projectStatus: project.Status ?? null,
    projectCreatedAt: isoOf(project.CreationTimestamp),
    autoUpdate: project.AutoUpdate ?? null,
    datasetType: dataset?.DatasetType ?? null,
    datasetArn: dataset?.DatasetArn ?? null,
    datasetStatus: dataset?.Status ?? null,
    datasetStatusMessage: dataset?.StatusMessage ?? null,
    datasetStatusMessageCode: dataset?.StatusMessageCode ?? null,
    datasetCreatedAt: isoOf(dataset?.CreationTimestamp),
  };
}

function placeOf(project: ProjectDescription): ProjectArnParts {
  const parts = parseProjectArn(project.ProjectArn);
  // Cannot be: decoding has checked the ARN already, by the same grammar.
  if (isLeft(parts)) {
    throw parts.left;
  }
  return parts.right;
}

function isoOf(time: Date | undefined): string | null {
  return time === undefined ? null : Timestamp.encode(time);
}
