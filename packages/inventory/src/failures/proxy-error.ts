/** A proxy that the environment names did not let a request through. The request has not reached its server. */
export class ProxyError extends Error {
  readonly _tag = "ProxyError";
  /** `127.0.0.1:3128`, without the user and the password that its URL may have. */
  readonly proxy: string;
  /** The error code of the connection to the proxy, under the name at which the SDK looks for it. */
  readonly code: string | undefined;
  /**
   * The HTTP status of the proxy, under the name at which the SDK looks for it: 502 to 504 are worth another attempt.
   */
  readonly $metadata: { readonly httpStatusCode?: number };

  /**
   * @param fields - a message of one line that says what to do, without a secret; the HTTP status, if the proxy
   * answered.
   */
  constructor(fields: {
    readonly proxy: string;
    readonly message: string;
    readonly status?: number | undefined;
    readonly cause?: unknown;
  }) {
    const { proxy, message, status, cause } = fields;
    super(message, { cause });
    this.name = "ProxyError";
    this.proxy = proxy;
    this.code = codeOf(cause);
    this.$metadata = status === undefined ? {} : { httpStatusCode: status };
  }
}

/** Whether a value is a {@link ProxyError}. */
export function isProxyError(value: unknown): value is ProxyError {
  return value instanceof Error && "_tag" in value && value._tag === "ProxyError";
}

function codeOf(cause: unknown): string | undefined {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  return typeof code === "string" ? code : undefined;
}
