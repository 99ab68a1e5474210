import type { WorldPromise } from "../../world-promise.js";

export const everyWalkEnds: WorldPromise = {
  states: "every walk ends, unless the service hangs; then an abort, or leaving, ends it",
  watches: {
    stalls({ facts: { name }, end, user, requests: { inFlight }, wasAborted }) {
      const mayHang = inFlight?.hangs === true || (wasAborted && user.calls !== undefined);
      return end === undefined && !mayHang ? `${name} hangs, and the service does not` : undefined;
    },
    ends({ walks }) {
      const endless = walks.find(
        ({ end, facts: { signals }, requests: { inFlight } }) =>
          end === undefined &&
          !(inFlight?.hangs === true && signals.length === 0) &&
          signals.some(({ aborted }) => aborted),
      );
      return endless === undefined ? undefined : `${endless.facts.name} never ends`;
    },
    outlasts: (steps) => `no end after ${steps} steps`,
  },
};
