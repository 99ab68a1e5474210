import type * as t from "io-ts";
import type { OpenString } from "./open-string.js";
import { openEnum } from "../schema/open-enum.js";

/**
 * The status of a version. AWS charges for a `RUNNING` version even while it is idle.
 *
 * AWS may add values: see {@link OpenString}.
 */
export type ProjectVersionStatus =
  | "TRAINING_IN_PROGRESS"
  | "TRAINING_COMPLETED"
  | "TRAINING_FAILED"
  | "STARTING"
  | "RUNNING"
  | "FAILED"
  | "STOPPING"
  | "STOPPED"
  | "DELETING"
  | "COPYING_IN_PROGRESS"
  | "COPYING_COMPLETED"
  | "COPYING_FAILED"
  | "DEPRECATED"
  | "EXPIRED"
  | OpenString;

/** The io-ts codec of `ProjectVersionStatus`. Every string is valid: `unknownEnums` finds the unknown ones. */
export const ProjectVersionStatus: t.Type<ProjectVersionStatus, ProjectVersionStatus> = openEnum<ProjectVersionStatus>(
  "ProjectVersionStatus",
  [
    "TRAINING_IN_PROGRESS",
    "TRAINING_COMPLETED",
    "TRAINING_FAILED",
    "STARTING",
    "RUNNING",
    "FAILED",
    "STOPPING",
    "STOPPED",
    "DELETING",
    "COPYING_IN_PROGRESS",
    "COPYING_COMPLETED",
    "COPYING_FAILED",
    "DEPRECATED",
    "EXPIRED",
  ],
);
