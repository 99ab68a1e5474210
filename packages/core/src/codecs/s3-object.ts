import * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * A file in S3. Its bucket must be in the region in which Rekognition is called.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_S3Object.html
 */
export interface S3Object {
  readonly Bucket?: string;
  /** The key of the object. */
  readonly Name?: string;
  readonly Version?: string;
}

/** The io-ts codec of `S3Object`. */
export const S3Object: t.Type<S3Object, Encoded<S3Object>> = struct<S3Object>({
  name: "S3Object",
  fields: {
    Bucket: optional(t.string),
    Name: optional(t.string),
    Version: optional(t.string),
  },
});
