import { isTooManyPagesError } from "@rekognition-rx/core";
import { originOf } from "../../error-origin.js";
import type { WalkPromise } from "../../walk-promise.js";

export const tooManyPagesIsTrue: WalkPromise = {
  states: "a TooManyPagesError comes after maxPages pages, where there are more",
  watches: {
    fails: (walk, error) =>
      originOf(walk, error) === "service" &&
      isTooManyPagesError(error) &&
      (walk.requests.answers.at(-1)?.ending !== "too many pages" || error.maxPages !== walk.facts.spec.maxPages)
        ? `fails with ${String(error)} after page ${walk.requests.answers.length}`
        : undefined,
  },
};
