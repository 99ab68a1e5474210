import type { DatasetStatus, StatusMessageCode } from "./dataset-seed.js";
import type { VersionStatus } from "./version-seed.js";

/** The status message code of a dataset, if a seed gives none. */
export function statusMessageCodeOf(status: DatasetStatus): StatusMessageCode {
  return status === "CREATE_FAILED" || status === "UPDATE_FAILED" ? "CLIENT_ERROR" : "SUCCESS";
}

/** The status message of a dataset, if a seed gives none. */
export function statusMessageOf(status: DatasetStatus, code: StatusMessageCode): string {
  return code === "SERVICE_ERROR" ? "An internal service error occurred. Try again." : DATASET_MESSAGES[status];
}

const DATASET_MESSAGES: Readonly<Record<DatasetStatus, string>> = {
  CREATE_IN_PROGRESS: "The dataset is being created.",
  CREATE_COMPLETE: "The dataset was successfully created from the manifest file.",
  CREATE_FAILED: "The manifest file extension or contents are invalid.",
  UPDATE_IN_PROGRESS: "The dataset is being updated.",
  UPDATE_COMPLETE: "The dataset was successfully updated.",
  UPDATE_FAILED: "The manifest file has too many terminal errors.",
  DELETE_IN_PROGRESS: "The dataset is being deleted.",
};

/** The status message of a version for each status, if a seed gives none. */
export const VERSION_MESSAGES: Readonly<Record<VersionStatus, string>> = {
  TRAINING_IN_PROGRESS: "The model is being trained.",
  TRAINING_COMPLETED: "The model is ready to run.",
  TRAINING_FAILED: "The manifest file has too few labels.",
  STARTING: "The model is being started.",
  RUNNING: "The model is running.",
  FAILED: "The model could not be started.",
  STOPPING: "The model is being stopped.",
  STOPPED: "The model is stopped.",
  DELETING: "The model is being deleted.",
  COPYING_IN_PROGRESS: "The model is being copied.",
  COPYING_COMPLETED: "Model copy operation was successful.",
  COPYING_FAILED: "The model could not be copied.",
  DEPRECATED: "The model is deprecated.",
  EXPIRED: "The model is expired.",
};
