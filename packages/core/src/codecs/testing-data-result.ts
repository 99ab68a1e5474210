import type * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";
import { TestingData } from "./testing-data.js";
import { ValidationData } from "./validation-data.js";

/**
 * The data that a version was tested with: as given (`Input`), as used (`Output`), and its errors (`Validation`).
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_TestingDataResult.html
 */
export interface TestingDataResult {
  readonly Input?: TestingData;
  readonly Output?: TestingData;
  readonly Validation?: ValidationData;
}

/** The io-ts codec of `TestingDataResult`. */
export const TestingDataResult: t.Type<TestingDataResult, Encoded<TestingDataResult>> = struct<TestingDataResult>({
  name: "TestingDataResult",
  fields: {
    Input: optional(TestingData),
    Output: optional(TestingData),
    Validation: optional(ValidationData),
  },
});
