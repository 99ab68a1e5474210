import { isListingError } from "@rekognition-rx/core";
import type { WalkPromise } from "../../walk-promise.js";

export const errorsNameTheirWalk: WalkPromise = {
  states: "an error of a walk names its operation and its label",
  watches: {
    fails: ({ facts }, error) =>
      isListingError(error) && (error.operation !== facts.spec.operation || error.label !== facts.name)
        ? `fails with an error of ${error.operation} (${String(error.label)})`
        : undefined,
  },
};
