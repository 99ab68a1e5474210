import type * as t from "io-ts";
import type { Encoded } from "./encoded.js";
import { finite } from "./schema/finite.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * How a Content Moderation adapter was trained. `ConfidenceThreshold` is in percent.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CustomizationFeatureContentModerationConfig.html
 */
export interface CustomizationFeatureContentModerationConfig {
  /** In percent, from 0 to 100. */
  readonly ConfidenceThreshold?: number;
}

/** The io-ts codec of `CustomizationFeatureContentModerationConfig`. */
export const CustomizationFeatureContentModerationConfig: t.Type<
  CustomizationFeatureContentModerationConfig,
  Encoded<CustomizationFeatureContentModerationConfig>
> = struct<CustomizationFeatureContentModerationConfig>({
  name: "CustomizationFeatureContentModerationConfig",
  fields: {
    ConfidenceThreshold: optional(finite),
  },
});
