import { keyOf } from "../../answer.js";
import type { Carried } from "../../walk-facts.js";
import type { WorldPromise } from "../../world-promise.js";

export const completeWalksHaveEverything: WorldPromise = {
  states: "a walk that completes, and all that it carries on, have delivered every item that was there throughout",
  watches: {
    completes({ facts, user, requests }, { heldThroughout, wasLiedTo }) {
      if (wasLiedTo || requests.wasCut || facts.start === "end") {
        return undefined;
      }
      const missing = heldThroughout.find(
        (item) => ![true, false].some((valid) => isHad(keyOf({ item, valid }), facts.carried, user.deliveredKeys)),
      );
      return missing === undefined
        ? undefined
        : `${facts.name} completes without item ${missing}, which was there throughout`;
    },
  },
};

function isHad(key: string, { done }: Carried, delivered: ReadonlySet<string>): boolean {
  return done.has(key) || delivered.has(key);
}
