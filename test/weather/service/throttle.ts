/** A throttle as the SDK's client shows it. No `Error`: a stack for each would take most of the time of a long run. */
export class Throttle {
  readonly name = "ThrottlingException";
  readonly message = "Rate exceeded";
  readonly $metadata = { httpStatusCode: 400 };
  readonly $response: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> };

  constructor(retryAfter: number | undefined) {
    this.$response = {
      statusCode: 400,
      headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
    };
  }
}
