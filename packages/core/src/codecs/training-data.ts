import type * as t from "io-ts";
import { Asset } from "./asset.js";
import type { Encoded } from "./encoded.js";
import { list } from "./schema/list.js";
import { struct } from "./schema/struct.js";

/**
 * The images that a version was, or will be, trained with. `Assets` is an empty list if the service sends none.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_TrainingData.html
 */
export interface TrainingData {
  readonly Assets: readonly Asset[];
}

/** The io-ts codec of `TrainingData`. */
export const TrainingData: t.Type<TrainingData, Encoded<TrainingData>> = struct<TrainingData>({
  name: "TrainingData",
  fields: {
    Assets: list(Asset),
  },
});
