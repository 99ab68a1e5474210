import type { Answer } from "../protocol/answer.js";
import { success } from "../protocol/answer.js";
import { isJsonObject, type JsonObject } from "../protocol/json-object.js";
import { refused, ServiceError } from "../protocol/service-error.js";
import { expiredToken, signatureExpired } from "../protocol/verify-signature.js";
import type { Paging } from "../operations/operation.js";
import { rateExceeded } from "../throttle/throttle.js";
import type { ChosenFaults } from "./choose-faults.js";

/** What a fault has to do with. */
export interface FaultedRequest {
  /** What would have answered it, with pages of another size; never throws. */
  readonly work: (paging?: Paging) => Answer;
  /** The answer that an error makes. */
  readonly refuse: (error: ServiceError) => Answer;
  /** The token that it was sent with. */
  readonly token: string | undefined;
  /** The tokens that requests like it were given, for faults to remember them by. */
  readonly given: string[];
}

/**
 * The answer to a request that meets a fault.
 *
 * @returns what is sent instead of an answer, if none is
 */
export function applyFault(fault: ChosenFaults["fault"], request: FaultedRequest): Answer | "reset" | "hang" {
  const { work, refuse, token } = request;
  switch (fault?.type) {
    case undefined:
      return work();
    case "hang":
      return "hang";
    case "reset":
      return fault.when === undefined || fault.when === "before" ? "reset" : { ...work(), reset: fault.when };
    case "throttle":
      return refuse(rateExceeded(fault.headers));
    case "exception":
      return refuse(exception(fault.name, fault.message));
    case "error":
      return refuse(new ServiceError(fault));
    case "expired-credentials":
      return refuse(expiredToken());
    case "clock-skew":
      return refuse(clockSkew(fault.ms ?? 600_000));
    case "html":
      return htmlPage(fault.status ?? 502);
    case "empty-body":
      return success(Buffer.from("{}"));
    case "truncate": {
      const answer = work();
      return { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length / 2)) };
    }
    case "garble": {
      const answer = work();
      return { ...answer, body: garbled(answer.body) };
    }
    case "content-type": {
      const answer = work();
      return { ...answer, headers: { ...answer.headers, "Content-Type": fault.value } };
    }
    case "expired-token":
      return token === undefined
        ? work()
        : refuse(refused("InvalidPaginationTokenException", "Invalid Pagination Token"));
    case "token":
      return changed(work(), (output) => ({ ...output, NextToken: fault.value ?? undefined }));
    case "repeated-token":
      return changed(work(), (output) => (token === undefined ? output : { ...output, NextToken: token }));
    case "cycling-tokens":
      return changed(work(), (output) => withCycledToken(output, request.given, fault.length));
    case "empty-page":
      return work({ size: 0 });
    case "short-page":
      return work({ size: fault.size });
    case "unknown-enum": {
      const { member = "Status", value = "SOMETHING_NEW" } = fault;
      return changed(work(), (output) =>
        eachObject(output, (each) => (member in each ? { ...each, [member]: value } : each)),
      );
    }
    case "unknown-member": {
      const { name = "SomethingNew", value = { Since: 2027 } } = fault;
      return changed(work(), (output) => withMember(output, name, value));
    }
  }
}

/** An answer with another output; an error stays as it is. */
function changed(answer: Answer, change: (output: JsonObject) => JsonObject): Answer {
  if (answer.errorType !== undefined) return answer;
  const output: unknown = JSON.parse(answer.body.toString());
  // `JSON.stringify` leaves out a member that is undefined.
  return isJsonObject(output) ? { ...answer, body: Buffer.from(JSON.stringify(change(output))) } : answer;
}

function withCycledToken(output: JsonObject, given: string[], length: number): JsonObject {
  const { NextToken: token } = output;
  if (given.length < length && typeof token === "string") {
    given.push(token);
    return output;
  }
  // The cycle goes round by what is handed out next, which is first in the list.
  const next = given.shift();
  if (next === undefined) return output;
  given.push(next);
  return { ...output, NextToken: next };
}

/** Changes an object and all the objects inside it. */
function eachObject(object: JsonObject, change: (each: JsonObject) => JsonObject): JsonObject {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return isJsonObject(value) ? eachObject(value, change) : value;
  };
  return change(Object.fromEntries(Object.entries(object).map(([name, value]) => [name, inside(value)])));
}

/** Adds a member to an output and to the objects in its lists. */
function withMember(output: JsonObject, name: string, value: unknown): JsonObject {
  const members = Object.entries(output).map(([each, list]): readonly [string, unknown] => [
    each,
    Array.isArray(list) ? list.map((item: unknown) => (isJsonObject(item) ? { ...item, [name]: value } : item)) : list,
  ]);
  return { ...Object.fromEntries(members), [name]: value };
}

function exception(name: string, message: string | undefined): ServiceError {
  const status = name === "InternalServerError" ? 500 : 400;
  return new ServiceError({ code: name, message: message ?? `A ${name} on demand`, status });
}

function clockSkew(ms: number): ServiceError {
  const now = Date.now();
  const { code, message, status } = signatureExpired(now, now + ms);
  return new ServiceError({ code, message, status, headers: { Date: new Date(now + ms).toUTCString() } });
}

function htmlPage(status: number): Answer {
  const body = `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center></body>\r\n</html>\r\n`;
  return {
    status,
    body: Buffer.from(body),
    headers: { "Content-Type": "text/html", Server: "proxy" },
    // No service made it.
    errorType: undefined,
  };
}

/** As if a part of the bytes had come from elsewhere. */
function garbled(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  copy.write("\u0001}{\u0002", Math.max(0, Math.floor(copy.length / 2) - 2));
  return copy;
}
