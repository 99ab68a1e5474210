import * as t from "io-ts";
import { Asset } from "./asset.js";
import type { Encoded } from "./encoded.js";
import { list } from "./schema/list.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * The images that a version was, or will be, tested with. `Assets` is an empty list if the service sends none.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_TestingData.html
 */
export interface TestingData {
  readonly Assets: readonly Asset[];
  readonly AutoCreate?: boolean;
}

/** The io-ts codec of `TestingData`. */
export const TestingData: t.Type<TestingData, Encoded<TestingData>> = struct<TestingData>({
  name: "TestingData",
  fields: {
    Assets: list(Asset),
    AutoCreate: optional(t.boolean),
  },
});
