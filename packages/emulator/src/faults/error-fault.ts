import { ServiceError } from "../wire/service-error.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { headers, httpStatus, optional, text } from "./taking.js";

/** Any error, in the shape of the service. */
export interface ErrorFault {
  readonly type: "error";
  /** The HTTP status. */
  readonly status: number;
  /** The name of the error. */
  readonly code: string;
  readonly message: string;
  /** Headers in addition to the usual ones. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export const errorFault: FaultKind<ErrorFault> = faultKind({
  type: "error",
  summary: "any error; `code` is its name",
  takes: { status: httpStatus, code: text, message: text, headers: optional(headers) },
  apply: (fault, { refuse }) => refuse(new ServiceError(fault)),
});
