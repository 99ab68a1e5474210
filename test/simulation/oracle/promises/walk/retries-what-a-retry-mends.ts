import { hasTimeout, retriesOf } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const retriesWhatARetryMends: WalkPromise = {
  states: "a page is asked for again where somebody retries, after a failure that a retry mends",
  watches: {
    asks({ facts: { spec }, requests: { last, turn, failures } }) {
      if (turn !== "same page again") {
        return undefined;
      }
      if (retriesOf(spec).length === 0) {
        return "asks for a page again, and nobody retries";
      }
      if (last.kind === "failed" && last.symptom.class !== "throttled" && last.symptom.class !== "transient") {
        return `retries ${last.symptom.error.name}, which no retry mends`;
      }
      if (
        last.kind === "failed" &&
        last.symptom.isSkew === true &&
        !hasTimeout(spec) &&
        failures.skewed > retriesOf(spec).length
      ) {
        return "retries a clock skew that lasts";
      }
      return last.kind === "no page" || (last.kind === "aborted" && !hasTimeout(spec))
        ? `asks again for a page whose request was ${last.kind}`
        : undefined;
    },
  },
};
