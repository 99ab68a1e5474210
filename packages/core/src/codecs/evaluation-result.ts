import type * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { finite } from "./schema/finite.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";
import { Summary } from "./summary.js";

/**
 * How well a version did in its test. `F1Score` is over all labels, from 0 to 1.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_EvaluationResult.html
 */
export interface EvaluationResult {
  /** Over all labels, from 0 to 1. */
  readonly F1Score?: number;
  readonly Summary?: Summary;
}

/** The io-ts codec of `EvaluationResult`. */
export const EvaluationResult: t.Type<EvaluationResult, Encoded<EvaluationResult>> = struct<EvaluationResult>({
  name: "EvaluationResult",
  fields: {
    F1Score: optional(finite),
    Summary: optional(Summary),
  },
});
