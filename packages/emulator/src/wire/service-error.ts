/**
 * A refusal, in the words of the service: what an operation throws to answer with an error.
 *
 * It stands for two shapes on the wire. An exception of Rekognition's own carries `Code`, `Logref` and `Message`
 * beside `__type`, as its developer guide shows ("Error handling"); one of the front door that all services share
 * (throttling, validation, authentication) carries `message` alone.
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  /** Headers beside the usual ones. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(fields: {
    readonly code: string;
    readonly message: string;
    /** @defaultValue 400 */
    readonly status?: number | undefined;
    readonly headers?: Readonly<Record<string, string>> | undefined;
  }) {
    super(fields.message);
    this.name = "ServiceError";
    this.code = fields.code;
    this.status = fields.status ?? 400;
    this.headers = fields.headers ?? {};
  }
}

/** A {@link ServiceError} with the status 400, which all but a few have. */
export function refused(code: string, message: string): ServiceError {
  return new ServiceError({ code, message });
}
