import type { Answer } from "../protocol/answer.js";
import { success } from "../protocol/answer.js";
import { isJsonObject } from "../protocol/json-object.js";
import { ServiceError } from "../protocol/service-error.js";
import { rateExceeded } from "../throttle/throttle.js";
import type { ChosenFaults } from "./choose-faults.js";

/**
 * The answer to a request that meets a fault.
 *
 * @param work what would have answered it; never throws
 * @param refuse the answer that an error makes
 * @returns what is sent instead of an answer, if none is
 */
export function applyFault(
  fault: ChosenFaults["fault"],
  work: () => Answer,
  refuse: (error: ServiceError) => Answer,
): Answer | "reset" | "hang" {
  switch (fault?.type) {
    case undefined:
      return work();
    case "reset":
    case "hang":
      return fault.type;
    case "throttle":
      return refuse(rateExceeded(fault.headers));
    case "error":
      return refuse(new ServiceError(fault));
    case "empty-body":
      return success(Buffer.from("{}"));
    case "truncate": {
      const answer = work();
      return { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length / 2)) };
    }
    case "token": {
      const answer = work();
      return answer.errorType === undefined ? { ...answer, body: withToken(answer.body, fault.value) } : answer;
    }
  }
}

function withToken(body: Buffer, token: string | undefined): Buffer {
  const output: unknown = JSON.parse(body.toString());
  // `JSON.stringify` leaves out a member that is undefined.
  return isJsonObject(output) ? Buffer.from(JSON.stringify({ ...output, NextToken: token })) : body;
}
