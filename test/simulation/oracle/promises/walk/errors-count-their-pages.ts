import { hasPosition, originOf } from "../../error-origin.js";
import type { WalkPromise } from "../../walk-promise.js";

export const errorsCountTheirPages: WalkPromise = {
  states: "an error of a walk says how many pages were delivered",
  watches: {
    fails: (walk, error) =>
      originOf(walk, error) === "service" && hasPosition(error) && error.pagesDelivered !== walk.user.delivered
        ? `says that it delivered ${error.pagesDelivered} pages, and has delivered ${walk.user.delivered}`
        : undefined,
  },
};
