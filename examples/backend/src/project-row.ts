import { type DatasetMetadata, parseProjectArn, ProjectDescription } from "@rekognition-rx/core";
import { decodeItems } from "@rekognition-rx/operators";
import { isLeft, isRight } from "fp-ts/lib/Either.js";

/** A project as this server sends it. What the service left out is `null`. */
export interface ProjectRow {
  readonly arn: string;
  readonly name: string;
  readonly status: string | null;
  readonly feature: string | null;
  readonly createdAt: string | null;
  readonly datasets: readonly DatasetRow[];
  /** The place where it is not as the service documents it. Such a row has only its ARN and its name. */
  readonly unreadable?: string;
}

interface DatasetRow {
  readonly arn: string | null;
  readonly type: string | null;
  readonly status: string | null;
  readonly message: string | null;
}

/** One row for each project of a page, also for a project that cannot be read. */
export function projectRows(projects: readonly unknown[] | undefined): readonly ProjectRow[] {
  return decodeItems(ProjectDescription, projects).map(({ raw, decoded }) =>
    isLeft(decoded) ? unreadableRow(raw, decoded.left.path.replace(/^\[\d+\]\.?/, "")) : projectRow(decoded.right),
  );
}

function projectRow(project: ProjectDescription): ProjectRow {
  // The service leaves `Feature` out for Custom Labels.
  const { ProjectArn: arn, Status, Feature = "CUSTOM_LABELS", CreationTimestamp, Datasets } = project;
  return {
    arn,
    name: nameIn(arn),
    status: Status ?? null,
    feature: Feature,
    createdAt: CreationTimestamp?.toISOString() ?? null,
    datasets: Datasets.map(datasetRow),
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

function unreadableRow(project: unknown, unreadable: string): ProjectRow {
  const given: unknown = typeof project === "object" && project !== null ? Reflect.get(project, "ProjectArn") : "";
  const arn = typeof given === "string" ? given : "";
  return { arn, name: nameIn(arn), status: null, feature: null, createdAt: null, datasets: [], unreadable };
}

/** The service gives no name: it is in the ARN. */
function nameIn(arn: string): string {
  const parsed = parseProjectArn(arn);
  return isRight(parsed) ? parsed.right.projectName : arn;
}
