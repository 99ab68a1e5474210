/**
 * An error in the words of the service. An operation throws it to answer with an error.
 *
 * It can have two shapes on the wire. An exception of Rekognition itself has `Code`, `Logref` and `Message` beside
 * `__type`, as its developer guide shows ("Error handling"). An error of the front end that all services share (throttling,
 * validation, authentication) has only `__type` and `message`.
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  /** Headers in addition to the usual ones. */
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

/** A {@link ServiceError} with the status 400, as almost all errors have. */
export function refused(code: string, message: string): ServiceError {
  return new ServiceError({ code, message });
}
