import type { AutoUpdate, Feature } from "../seed/project-seed.js";

/**
 * How the service says what a project customises: not at all for Custom Labels, and nothing of an update that is off.
 *
 * The API reference does not say so. A comment in the code of a widely used provider does, which takes what is absent
 * for `CUSTOM_LABELS` and `DISABLED`.
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
