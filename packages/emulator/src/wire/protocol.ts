import type { Answer } from "./answer.js";
import type { JsonObject } from "./json-object.js";
import type { ServiceError } from "./service-error.js";

/** How the requests and answers of a service are written. */
export interface Protocol {
  readonly contentType: string;
  /** Whether every value of an input is a text, to be converted to the type that the operation takes. */
  readonly isTextual: boolean;
  /** The input of a request, or the error if there is none. */
  readonly input: (body: Buffer) => JsonObject | ServiceError;
  /** Writes an output, which is given as JSON. */
  readonly output: (operation: string, json: Buffer, requestId: string) => Buffer;
  readonly refusal: (
    error: ServiceError,
    requestId: string,
  ) => Pick<Answer, "status" | "body" | "headers" | "errorType">;
}
