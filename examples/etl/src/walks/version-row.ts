import { isRight } from "fp-ts/lib/Either.js";
import { parseProjectVersionArn, type ProjectVersionDescription } from "@rekognition-rx/core";

/** A model, or an adapter. */
export interface VersionRow {
  readonly version_arn: string;
  readonly project_arn: string;
  readonly name: string | null;
  readonly status: string | null;
  readonly status_message: string | null;
  readonly creation_timestamp: Date | null;
  readonly training_end_timestamp: Date | null;
  readonly billable_training_seconds: number | null;
  readonly min_inference_units: number | null;
  readonly f1_score: number | null;
}

export function versionRow(projectArn: string, version: ProjectVersionDescription): VersionRow {
  const arn = parseProjectVersionArn(version.ProjectVersionArn);
  return {
    version_arn: version.ProjectVersionArn,
    project_arn: projectArn,
    name: isRight(arn) ? arn.right.versionName : null,
    status: version.Status ?? null,
    status_message: version.StatusMessage ?? null,
    creation_timestamp: version.CreationTimestamp ?? null,
    training_end_timestamp: version.TrainingEndTimestamp ?? null,
    billable_training_seconds: version.BillableTrainingTimeInSeconds ?? null,
    min_inference_units: version.MinInferenceUnits ?? null,
    f1_score: version.EvaluationResult?.F1Score ?? null,
  };
}
