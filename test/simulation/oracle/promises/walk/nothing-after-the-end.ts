import { sharesPulls } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const nothingAfterTheEnd: WalkPromise = {
  states: "nothing happens after the end of a walk",
  watches: {
    asks: ({ end }) => (end === undefined ? undefined : `sends a request though it has ${end.kind}`),
    delivers: ({ end }) => (end === undefined ? undefined : `delivers a page though it has ${end.kind}`),
    emits: ({ end }) => (end === undefined ? undefined : `emits a value though it has ${end.kind}`),
    // Of several who wait, one may hold a page while another hears of the end.
    reports: ({ end, facts }) =>
      end === undefined || sharesPulls(facts.spec) ? undefined : `reports a position though it has ${end.kind}`,
    ends: ({ end }, again) => (end === undefined ? undefined : `has ${again.kind} after it has ${end.kind}`),
  },
};
