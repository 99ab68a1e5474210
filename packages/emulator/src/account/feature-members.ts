import type { AutoUpdate, Feature } from "../seed/project-seed.js";

/**
 * The members that say what a project customises. The service leaves out `Feature` for Custom Labels, and `AutoUpdate` if
 * it is off.
 *
 * The API reference does not say so. A comment in the code of a widely used provider does: it reads absent members as
 * `CUSTOM_LABELS` and `DISABLED`.
 */
export function featureMembers(
  feature: Feature,
  autoUpdate?: AutoUpdate,
): { readonly Feature: Feature | undefined; readonly AutoUpdate: AutoUpdate | undefined } {
  return {
    Feature: feature === "CUSTOM_LABELS" ? undefined : feature,
    AutoUpdate: autoUpdate === "DISABLED" ? undefined : autoUpdate,
  };
}
