import { causesOf, isRetriesExhaustedError, resourceFailureOf } from "@rekognition-rx/core";
import { customLabelsRegions } from "../failures/custom-labels-regions.js";
import { isUnusableAnswer } from "../failures/is-unusable-answer.js";
import { unknownRegion } from "../failures/unknown-region.js";
import type { WalkOutcome } from "./walk-outcome.js";

/** The outcome of a walk that failed. */
export function outcomeOf(
  error: unknown,
  walk: { readonly region: string; readonly parentArn: string | null; readonly pages: number },
): WalkOutcome {
  const causes = causesOf(error);
  const failure = resourceFailureOf(error);
  // STS and similar services use another name for it, and deny the whole account.
  if (failure === "denied" || causes.some((cause) => cause instanceof Error && cause.name === "AccessDenied")) {
    // Of a region that is not known, it is not known either whether it has Custom Labels.
    const isOffered = customLabelsRegions.includes(walk.region) || unknownRegion(walk.region) !== undefined;
    return isOffered ? "denied" : "unsupported";
  }
  if (failure === "gone" && walk.parentArn !== null) {
    return "gone";
  }
  if (failure === "not-ready") {
    return "not-ready";
  }
  if (causes.some((cause) => isRetriesExhaustedError(cause) && cause.reason === "throttled")) {
    return "throttled";
  }
  return walk.pages > 0 || causes.some(isUnusableAnswer) ? "partial" : "failed";
}
