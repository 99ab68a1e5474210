import { keyOf } from "../../answer.js";
import type { WalkPromise } from "../../walk-promise.js";

export const resumeRepeatsNothing: WalkPromise = {
  states: "a walk that carries another one on delivers nothing that the other one had delivered",
  watches: {
    delivers(walk, { id, next }) {
      const due = next?.id === id && !walk.mayRepeat ? next.due.map(keyOf) : [];
      const repeated = due.find((key) => walk.facts.carried.done.has(key));
      return repeated === undefined
        ? undefined
        : `delivers item ${repeated}, which the walk that it carries on had delivered`;
    },
  },
};
