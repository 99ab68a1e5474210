import { itemNumber, LIST_OF } from "../../../service/catalogue.js";
import type { WalkPromise } from "../../walk-promise.js";

export const pagesWhole: WalkPromise = {
  states: "a page is delivered whole; after a restart, without what was delivered before",
  watches: {
    delivers(walk, { id, page, next }) {
      if (next?.id !== id) {
        return undefined;
      }
      const list: unknown = (page as Record<string, unknown>)[LIST_OF[walk.facts.spec.operation]];
      const came = Array.isArray(list) ? list.map((each: unknown) => itemNumber(each)).join() : "";
      const due = next.due.map(({ item }) => item).join();
      return came === due ? undefined : `delivers ${id} with items ${came} where ${due} are due`;
    },
  },
};
