import type { JsonObject } from "./json-object.js";
import type { ServiceError } from "./service-error.js";

/** How the requests and answers of a service are written. */
export interface Protocol {
  readonly contentType: string;
  /** Whether every value of an input is a text, to be read as what the operation takes it for. */
  readonly isTextual: boolean;
  /** The input of a request, or why there is none. */
  readonly input: (body: Buffer) => JsonObject | ServiceError;
  /** An output, from its JSON. */
  readonly output: (operation: string, json: Buffer, requestId: string) => Buffer;
  readonly refusal: (
    error: ServiceError,
    requestId: string,
  ) => {
    readonly status: number;
    readonly body: Buffer;
    readonly headers: Readonly<Record<string, string>>;
    readonly errorType: string | undefined;
  };
}
