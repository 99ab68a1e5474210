import { isRight } from "fp-ts/lib/Either.js";
import { parseProjectArn, ProjectDescription } from "@rekognition-rx/core";
import { storedJson } from "../warehouse/stored-text.js";

/** A project. */
export interface ProjectRow {
  readonly project_arn: string;
  readonly name: string | null;
  readonly status: string | null;
  readonly feature: string | null;
  readonly creation_timestamp: Date | null;
  /** JSON: its datasets, as the listing has them. */
  readonly datasets: string;
}

export function projectRow(project: ProjectDescription): ProjectRow {
  const arn = parseProjectArn(project.ProjectArn);
  return {
    project_arn: project.ProjectArn,
    name: isRight(arn) ? arn.right.projectName : null,
    status: project.Status ?? null,
    feature: project.Feature ?? null,
    creation_timestamp: project.CreationTimestamp ?? null,
    datasets: storedJson(ProjectDescription.encode(project).Datasets),
  };
}
