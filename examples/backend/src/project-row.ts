import type { DatasetMetadata, ProjectDescription } from "@aws-sdk/client-rekognition";
import { parseProjectArn } from "@rekognition-rx/core";
import { isRight } from "fp-ts/lib/Either.js";

/** A project as this server sends it. What the service left out is `null`. */
export interface ProjectRow {
  readonly arn: string;
  readonly name: string;
  readonly status: string | null;
  readonly feature: string;
  readonly createdAt: string | null;
  readonly datasets: readonly DatasetRow[];
}

interface DatasetRow {
  readonly arn: string | null;
  readonly type: string | null;
  readonly status: string | null;
  readonly message: string | null;
}

export function projectRow({
  ProjectArn: arn = "",
  Status,
  // The service leaves it out for Custom Labels.
  Feature = "CUSTOM_LABELS",
  CreationTimestamp,
  Datasets,
}: ProjectDescription): ProjectRow {
  // The service gives no name: it is in the ARN.
  const parsed = parseProjectArn(arn);
  return {
    arn,
    name: isRight(parsed) ? parsed.right.projectName : arn,
    status: Status ?? null,
    feature: Feature,
    createdAt: CreationTimestamp?.toISOString() ?? null,
    datasets: (Datasets ?? []).map(datasetRow),
  };
}

function datasetRow({ DatasetArn, DatasetType, Status, StatusMessage }: DatasetMetadata): DatasetRow {
  return {
    arn: DatasetArn ?? null,
    type: DatasetType ?? null,
    status: Status ?? null,
    message: StatusMessage ?? null,
  };
}
