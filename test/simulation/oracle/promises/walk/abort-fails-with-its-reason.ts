import { originOf } from "../../error-origin.js";
import { sharesPulls } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const abortFailsWithItsReason: WalkPromise = {
  states: "a walk that was aborted fails with the reason of its signal",
  watches: {
    fails: (walk, error) =>
      walk.wasAborted && !sharesPulls(walk.facts.spec) && originOf(walk, error) === "service"
        ? `was aborted and fails with ${String(error)}, which is not the signal's reason`
        : undefined,
  },
};
