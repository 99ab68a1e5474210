import type * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { S3Object } from "./s3-object.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * A manifest file in SageMaker Ground Truth format, and where it lies.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GroundTruthManifest.html
 */
export interface GroundTruthManifest {
  readonly S3Object?: S3Object;
}

/** The io-ts codec of `GroundTruthManifest`. */
export const GroundTruthManifest: t.Type<
  GroundTruthManifest,
  Encoded<GroundTruthManifest>
> = struct<GroundTruthManifest>({
  name: "GroundTruthManifest",
  fields: {
    S3Object: optional(S3Object),
  },
});
