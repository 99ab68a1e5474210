import type * as t from "io-ts";
import type { OpenString } from "./open-string.js";
import { openEnum } from "../schema/open-enum.js";

/**
 * What a project customizes: a Custom Labels model, or a Content Moderation adapter.
 *
 * AWS may add values: see {@link OpenString}.
 */
export type CustomizationFeature = "CUSTOM_LABELS" | "CONTENT_MODERATION" | OpenString;

/** The io-ts codec of `CustomizationFeature`. Every string is valid: `unknownEnums` finds the unknown ones. */
export const CustomizationFeature: t.Type<CustomizationFeature, CustomizationFeature> = openEnum<CustomizationFeature>(
  "CustomizationFeature",
  ["CUSTOM_LABELS", "CONTENT_MODERATION"],
);
