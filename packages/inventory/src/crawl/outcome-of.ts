import { causesOf, isRetriesExhaustedError } from "@rekognition-rx/core";
import { customLabelsRegions } from "../report/custom-labels-regions.js";
import { isEmptyAnswerError } from "./operations/empty-answer-error.js";
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
  if (names.includes("ResourceNotReadyException")) {
    return "not-ready";
  }
  if (causes.some((cause) => isRetriesExhaustedError(cause) && cause.reason === "throttled")) {
    return "throttled";
  }
  return walk.pages > 0 || causes.some(isEmptyAnswerError) ? "partial" : "failed";
}
