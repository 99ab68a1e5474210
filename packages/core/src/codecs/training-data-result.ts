import type * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";
import { TrainingData } from "./training-data.js";
import { ValidationData } from "./validation-data.js";

/**
 * The data that a version was trained with: as given (`Input`), as used (`Output`), and its errors (`Validation`).
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_TrainingDataResult.html
 */
export interface TrainingDataResult {
  readonly Input?: TrainingData;
  readonly Output?: TrainingData;
  readonly Validation?: ValidationData;
}

/** The io-ts codec of `TrainingDataResult`. */
export const TrainingDataResult: t.Type<TrainingDataResult, Encoded<TrainingDataResult>> = struct<TrainingDataResult>({
  name: "TrainingDataResult",
  fields: {
    Input: optional(TrainingData),
    Output: optional(TrainingData),
    Validation: optional(ValidationData),
  },
});
