import { refused } from "../wire/service-error.js";
import { manifestLines } from "../account/manifests.js";
import type { GroundTruthManifest } from "../shapes/version-shapes.js";
import type { OperationContext } from "./operation.js";

/**
 * The lines of a manifest that a request names.
 *
 * @param missing what the operation calls one that is not there
 * @throws ServiceError `InvalidParameterException` when it names none, `missing` when there is none
 */
export function manifestOf(
  manifest: GroundTruthManifest,
  { manifests }: OperationContext,
  missing: "InvalidS3ObjectException" | "InvalidParameterException",
): readonly string[] {
  const { Bucket, Name } = manifest.S3Object ?? {};
  if (Bucket === undefined || Name === undefined) {
    throw refused("InvalidParameterException", "GroundTruthManifest needs an S3Object with Bucket and Name.");
  }
  const lines = manifestLines(manifests, Bucket, Name);
  if (lines === undefined) {
    throw refused(
      missing,
      `Unable to get object metadata from S3: s3://${Bucket}/${Name} is not among the emulator's manifests.`,
    );
  }
  return lines;
}
