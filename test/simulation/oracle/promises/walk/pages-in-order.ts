import type { WalkPromise } from "../../walk-promise.js";

export const pagesInOrder: WalkPromise = {
  states: "pages are delivered in order, and none is left out",
  watches: {
    delivers: (_, { id, next }) =>
      next === undefined || next.id === id ? undefined : `delivers ${id} where ${next.id} was next`,
  },
};
