import type * as t from "io-ts";
import { Asset } from "./asset.js";
import type { Encoded } from "./encoded.js";
import { list } from "./schema/list.js";
import { struct } from "./schema/struct.js";

/**
 * The errors that the service found in the images: manifest files, with the errors in their lines. `Assets` is an empty
 * list if the service sends none.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ValidationData.html
 */
export interface ValidationData {
  readonly Assets: readonly Asset[];
}

/** The io-ts codec of `ValidationData`. */
export const ValidationData: t.Type<ValidationData, Encoded<ValidationData>> = struct<ValidationData>({
  name: "ValidationData",
  fields: {
    Assets: list(Asset),
  },
});
