import type * as t from "io-ts";
import { CustomizationFeature } from "./enums/customization-feature.js";
import { DatasetMetadata, readDatasetMetadata } from "./dataset-metadata.js";
import type { Encoded } from "./encoded.js";
import { ProjectArn, isProjectArn } from "./arns/project-arn.js";
import { ProjectAutoUpdate } from "./enums/project-auto-update.js";
import { ProjectStatus } from "./enums/project-status.js";
import type { Draft } from "./schema/draft.js";
import { isMissing } from "./schema/is-missing.js";
import { isRecord } from "./schema/is-record.js";
import { list } from "./schema/list.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";
import { Timestamp, readTimestamp } from "./timestamp.js";

/**
 * A project, as `DescribeProjects` describes it.
 *
 * In AWS's model every member is optional. `ProjectArn` is required here, since it says which project this is.
 * `parseProjectArn` reads the project's name from it. `Datasets` is an empty list if the service sends none.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ProjectDescription.html
 */
export interface ProjectDescription {
  readonly ProjectArn: ProjectArn;
  readonly CreationTimestamp?: Timestamp;
  readonly Status?: ProjectStatus;
  /** Empty if the service sends no list. */
  readonly Datasets: readonly DatasetMetadata[];
  readonly Feature?: CustomizationFeature;
  readonly AutoUpdate?: ProjectAutoUpdate;
}

/** The io-ts codec of `ProjectDescription`. It encodes each `Date` as ISO 8601 text in UTC. */
export const ProjectDescription: t.Type<ProjectDescription, Encoded<ProjectDescription>> = struct<ProjectDescription>({
  name: "ProjectDescription",
  admits: isRecord,
  fields: {
    ProjectArn,
    CreationTimestamp: optional(Timestamp),
    Status: optional(ProjectStatus),
    Datasets: list(DatasetMetadata),
    Feature: optional(CustomizationFeature),
    AutoUpdate: optional(ProjectAutoUpdate),
  },
  read: readProjectDescription,
});

/** Decodes a valid value without a report, for codecs of structures that hold projects. Reads every member once. */
export function readProjectDescription(value: unknown): ProjectDescription | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const { ProjectArn, CreationTimestamp: created, Status, Datasets: list, Feature, AutoUpdate } = value;
  if (!isProjectArn(ProjectArn)) {
    return undefined;
  }
  const CreationTimestamp = readTimestamp(created);
  const Datasets = readDatasets(list);
  if (Datasets === undefined) {
    return undefined;
  }
  if (CreationTimestamp !== undefined && typeof Status === "string") {
    // One literal takes the engine half as long as adding the members one by one. There are three kinds of projects: those
    // without a feature, and those with one, of which only adapters have `AutoUpdate`.
    if (isMissing(AutoUpdate)) {
      if (isMissing(Feature)) {
        return { ProjectArn, CreationTimestamp, Status, Datasets };
      }
      if (typeof Feature === "string") {
        return { ProjectArn, CreationTimestamp, Status, Datasets, Feature };
      }
    } else if (typeof AutoUpdate === "string" && typeof Feature === "string") {
      return { ProjectArn, CreationTimestamp, Status, Datasets, Feature, AutoUpdate };
    }
  }
  const project: Draft<ProjectDescription> = { ProjectArn, Datasets };
  if (CreationTimestamp !== undefined) {
    project.CreationTimestamp = CreationTimestamp;
  } else if (!isMissing(created)) {
    return undefined;
  }
  if (typeof Status === "string") {
    project.Status = Status;
  } else if (!isMissing(Status)) {
    return undefined;
  }
  if (typeof Feature === "string") {
    project.Feature = Feature;
  } else if (!isMissing(Feature)) {
    return undefined;
  }
  if (typeof AutoUpdate === "string") {
    project.AutoUpdate = AutoUpdate;
  } else if (!isMissing(AutoUpdate)) {
    return undefined;
  }
  return project;
}

// Not a shared function: one that takes the reader of an item as an argument is a third slower.
function readDatasets(value: unknown): readonly DatasetMetadata[] | undefined {
  if (!Array.isArray(value)) {
    return isMissing(value) ? [] : undefined;
  }
  // A list that grows by `push` keeps room for 17 items, and nearly all lists hold one or two.
  // oxlint-disable-next-line unicorn/no-new-array -- its length is known
  const items = new Array<DatasetMetadata>(value.length);
  for (let index = 0; index < value.length; index += 1) {
    const item = readDatasetMetadata(value[index]);
    if (item === undefined) {
      return undefined;
    }
    items[index] = item;
  }
  return items;
}
