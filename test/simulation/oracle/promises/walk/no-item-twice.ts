import { keyOf } from "../../answer.js";
import type { WalkPromise } from "../../walk-promise.js";

export const noItemTwice: WalkPromise = {
  states: "no item is delivered twice",
  watches: {
    delivers(walk, { id, next }) {
      const due = next?.id === id ? next.due.map(keyOf) : [];
      const twice = due.find((key) => walk.user.deliveredKeys.has(key));
      return twice === undefined ? undefined : `delivers item ${twice} a second time`;
    },
  },
};
