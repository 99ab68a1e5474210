import type * as t from "io-ts";
import { CustomizationFeatureContentModerationConfig } from "./customization-feature-content-moderation-config.js";
import type { Encoded } from "./encoded.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";

/**
 * The configuration of the feature that a version customizes.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CustomizationFeatureConfig.html
 */
export interface CustomizationFeatureConfig {
  readonly ContentModeration?: CustomizationFeatureContentModerationConfig;
}

/** The io-ts codec of `CustomizationFeatureConfig`. */
export const CustomizationFeatureConfig: t.Type<
  CustomizationFeatureConfig,
  Encoded<CustomizationFeatureConfig>
> = struct<CustomizationFeatureConfig>({
  name: "CustomizationFeatureConfig",
  fields: {
    ContentModeration: optional(CustomizationFeatureContentModerationConfig),
  },
});
