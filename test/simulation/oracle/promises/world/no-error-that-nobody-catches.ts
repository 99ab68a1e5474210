import type { WorldPromise } from "../../world-promise.js";

export const noErrorThatNobodyCatches: WorldPromise = {
  states: "no error is thrown where nobody can catch it, but what the user throws at the library",
  watches: {
    rests({ unhandled, walks }) {
      const lost = unhandled.filter((error) => !walks.some(({ ownErrors }) => ownErrors.has(error)));
      return lost.length === 0 ? undefined : `an error reached nobody: ${shownError(lost[0])}`;
    },
  },
};

function shownError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
