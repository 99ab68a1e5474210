import type { DatasetStatus, StatusMessageCode } from "./dataset-seed.js";
import type { Random } from "./random.js";

/** What a dataset in a state says of itself. */
export function lifelikeStatusMessage(source: Random, status: DatasetStatus, code: StatusMessageCode): string {
  if (code === "SERVICE_ERROR") {
    return source.pick(SERVICE_ERRORS);
  }
  if (code === "CLIENT_ERROR") {
    return source.pick(CLIENT_ERRORS);
  }
  return messages[status];
}

const messages: Readonly<Record<DatasetStatus, string>> = {
  CREATE_IN_PROGRESS: "The dataset is being created.",
  CREATE_COMPLETE: "The dataset was successfully created from the manifest file.",
  CREATE_FAILED: "The dataset could not be created.",
  UPDATE_IN_PROGRESS: "The dataset is being updated.",
  UPDATE_COMPLETE: "The dataset was successfully updated.",
  UPDATE_FAILED: "The dataset could not be updated.",
  DELETE_IN_PROGRESS: "The dataset is being deleted.",
};

const CLIENT_ERRORS = [
  "The manifest file contains too many invalid rows.",
  "The manifest file is empty.",
  "The manifest file extension or contents are invalid.",
  "The manifest file size exceeds the maximum supported size.",
  "Amazon Rekognition Custom Labels can't access the manifest file in the S3 bucket. Check the bucket policy.",
  "The images of the dataset are in an S3 bucket of another AWS Region.",
  "The dataset has more labels than the maximum of 250.",
] as const;

const SERVICE_ERRORS = [
  "An internal service error occurred. Try again.",
  "The service could not finish the operation in time. Try again.",
] as const;
