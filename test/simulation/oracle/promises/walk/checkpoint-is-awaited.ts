import { sharesPulls } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";
import type { WalkRecord } from "../../walk-record.js";

export const checkpointIsAwaited: WalkPromise = {
  states:
    "what checkpoint returns is awaited before the next page is handed out, before completion, " +
    "and, without a prefetch, before the next page is asked for",
  watches: {
    asks: (walk) =>
      isAwaited(walk) && isWithoutPrefetch(walk) ? "asks for a page while its checkpoint is under way" : undefined,
    delivers: (walk) => (isAwaited(walk) ? "delivers a page while its checkpoint is under way" : undefined),
    completes: (walk) => (isAwaited(walk) ? "completes while its checkpoint is under way" : undefined),
  },
};

function isAwaited({ checkpoints, facts }: WalkRecord): boolean {
  return checkpoints.pending > 0 && !sharesPulls(facts.spec);
}

function isWithoutPrefetch({ facts: { spec } }: WalkRecord): boolean {
  return spec.prefetch === 0 || spec.consumer.kind === "subscribe" || spec.consumer.kind === "toTaskEither";
}
