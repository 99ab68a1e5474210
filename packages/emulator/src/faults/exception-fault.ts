import { ServiceError } from "../wire/service-error.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { optional, text } from "./taking.js";

/** An exception of the service, by its name, with the HTTP status that the service gives it. */
export interface ExceptionFault {
  readonly type: "exception";
  /** As AWS names it: `InternalServerError` has the status 500, and every other exception 400. */
  readonly name: string;
  /** The message of the exception. @defaultValue `"NAME on demand"` */
  readonly message?: string | undefined;
}

export const exceptionFault: FaultKind<ExceptionFault> = faultKind({
  type: "exception",
  summary: "an exception of the service, by its name, with the status that the service gives it",
  takes: { name: text, message: optional(text) },
  apply: ({ name, message = `${name} on demand` }, { refuse }) =>
    refuse(new ServiceError({ code: name, message, status: name === "InternalServerError" ? 500 : 400 })),
});
