import type { DatasetStatus, StatusMessageCode } from "./dataset-seed.js";
import type { Random } from "./random.js";
import { statusMessageOf } from "./status-messages.js";

/** A status message for a dataset in a state. */
export function lifelikeStatusMessage(source: Random, status: DatasetStatus, code: StatusMessageCode): string {
  if (code === "SERVICE_ERROR") {
    return source.pick(SERVICE_ERRORS);
  }
  if (code === "CLIENT_ERROR") {
    return source.pick(CLIENT_ERRORS);
  }
  return statusMessageOf(status, code);
}

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
