import type * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { S3Object } from "./s3-object.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * Where the evaluation summary lies: a JSON file with the metrics of each label.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_Summary.html
 */
export interface Summary {
  readonly S3Object?: S3Object;
}

/** The io-ts codec of `Summary`. */
export const Summary: t.Type<Summary, Encoded<Summary>> = struct<Summary>({
  name: "Summary",
  fields: {
    S3Object: optional(S3Object),
  },
});
