import { mostAttemptsOf } from "../../contract.js";
import { hasTimeout, retriesOf } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const noMoreAttemptsThanAllowed: WalkPromise = {
  states: "a page is asked for no more often than the retries around it allow",
  watches: {
    asks({ facts: { spec }, requests }) {
      if (requests.turn !== "same page again") {
        return undefined;
      }
      // A time-out between two retries makes a failure that the outer one retries.
      const allowed = retriesOf(spec).map(mostAttemptsOf);
      const most = hasTimeout(spec) ? allowed.reduce((product, each) => product * each, 1) : (allowed[0] ?? 1);
      const attempts = requests.attempts + 1;
      return attempts > most ? `asks for a page ${attempts} times where ${most} are allowed` : undefined;
    },
  },
};
