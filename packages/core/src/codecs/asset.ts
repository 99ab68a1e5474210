import type * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { GroundTruthManifest } from "./ground-truth-manifest.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * A source of images: a manifest file.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_Asset.html
 */
export interface Asset {
  readonly GroundTruthManifest?: GroundTruthManifest;
}

/** The io-ts codec of `Asset`. */
export const Asset: t.Type<Asset, Encoded<Asset>> = struct<Asset>({
  name: "Asset",
  fields: {
    GroundTruthManifest: optional(GroundTruthManifest),
  },
});
