import * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * Where the results of a training go.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_OutputConfig.html
 */
export interface OutputConfig {
  readonly S3Bucket?: string;
  readonly S3KeyPrefix?: string;
}

/** The io-ts codec of `OutputConfig`. */
export const OutputConfig: t.Type<OutputConfig, Encoded<OutputConfig>> = struct<OutputConfig>({
  name: "OutputConfig",
  fields: {
    S3Bucket: optional(t.string),
    S3KeyPrefix: optional(t.string),
  },
});
