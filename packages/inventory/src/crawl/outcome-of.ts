import { causesOf, isRetriesExhaustedError } from "@rekognition-rx/core";
import { customLabelsRegions } from "../failures/custom-labels-regions.js";
import { isUnusableAnswer } from "../failures/is-unusable-answer.js";
import type { WalkOutcome } from "./walk-outcome.js";

/** What a walk came to that failed. */
export function outcomeOf(
  error: unknown,
  walk: { readonly region: string; readonly parentArn: string | null; readonly pages: number },
): WalkOutcome {
  const causes = causesOf(error);
  const names = causes.map((cause) => (cause instanceof Error ? cause.name : ""));
  if (names.some((name) => name === "AccessDeniedException" || name === "AccessDenied")) {
    return customLabelsRegions.includes(walk.region) ? "denied" : "unsupported";
  }
  if (walk.parentArn !== null && names.includes("ResourceNotFoundException")) {
    return "gone";
  }
  if (names.some((name) => NOT_READY.has(name))) {
    return "not-ready";
  }
  if (causes.some((cause) => isRetriesExhaustedError(cause) && cause.reason === "throttled")) {
    return "throttled";
  }
  return walk.pages > 0 || causes.some(isUnusableAnswer) ? "partial" : "failed";
}

/** Of a dataset that is being made, changed or deleted, or could not be made. */
const NOT_READY: ReadonlySet<string> = new Set(["ResourceInUseException", "ResourceNotReadyException"]);
