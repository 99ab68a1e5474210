import { MANIFEST_FAILURES } from "../account/manifest-failures.js";
import { linesOf, manifestText } from "../account/manifests.js";
import { readManifest, type ReadManifest } from "../account/read-manifest.js";
import { refused } from "../wire/service-error.js";
import type { GroundTruthManifest } from "../shapes/version-shapes.js";
import type { OperationContext } from "./operation.js";

/**
 * Reads a manifest that a request names. If it does not exist, or its key has no extension, the request succeeds, but the
 * dataset or the training that needs the manifest fails.
 *
 * @throws ServiceError `InvalidParameterException` when the request names no manifest
 */
export function manifestOf(
  manifest: GroundTruthManifest,
  { manifests, quotas }: Pick<OperationContext, "manifests" | "quotas">,
): ReadManifest {
  const { Bucket, Name } = manifest.S3Object ?? {};
  if (Bucket === undefined || Name === undefined) {
    throw refused("InvalidParameterException", "GroundTruthManifest needs an S3Object with Bucket and Name.");
  }
  const text = /\.[^./]+$/.test(Name) ? manifestText(manifests, Bucket, Name) : undefined;
  return text === undefined ? { failure: MANIFEST_FAILURES.inaccessible } : readManifest(linesOf(text), quotas);
}
