import { isListingError } from "@rekognition-rx/core";
import { isLastFailure, originOf } from "../../error-origin.js";
import { sharesPulls } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";
import type { WalkRecord } from "../../walk-record.js";

export const abortFailsWithItsReason: WalkPromise = {
  states: "a walk that was aborted fails with the reason of its signal",
  watches: {
    fails: (walk, error) =>
      walk.wasAborted && !sharesPulls(walk.facts.spec) && originOf(walk, error) === "service" && !hadFailed(walk, error)
        ? `was aborted and fails with ${String(error)}, which is not the signal's reason`
        : undefined,
  },
};

/** Classes of failures that no retry is made for; a restart is, and what it gives up with is none of these. */
const FOR_GOOD: ReadonlySet<string> = new Set(["expired token", "final"]);

/** For good, before the abort: what a pull hears of comes a turn later, and another walk may abort the signal in between. */
function hadFailed(walk: WalkRecord, error: unknown): boolean {
  const { last } = walk.requests;
  return (
    last.kind === "failed" &&
    FOR_GOOD.has(last.symptom.class) &&
    isListingError(error) &&
    isLastFailure(walk, error.cause)
  );
}
