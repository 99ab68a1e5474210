/**
 * Something that goes wrong with a request. Those about an answer (`truncate`, `garble`, `content-type`, the tokens and
 * pages, the unknown values) change what the request would have got; the others stand in for it. An answer that is an
 * error keeps its tokens, pages and values as they are.
 */
export type Fault =
  /** `ThrottlingException`, whatever the token bucket says; it takes nothing from it. */
  | { readonly type: "throttle"; readonly headers?: Readonly<Record<string, string>> | undefined }
  /** An exception of the service by its name, with the status that it has there. */
  | { readonly type: "exception"; readonly name: string; readonly message?: string | undefined }
  /** Any error, in the shape of the service: `code` is its name, `status` the HTTP status. */
  | {
      readonly type: "error";
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  /**
   * The connection is reset: before any byte of an answer, in the middle of its body, or after it is sent.
   * What was asked for is done in the last two cases. `when` is `"before"` unless it says otherwise.
   */
  | { readonly type: "reset"; readonly when?: "before" | "middle" | "after" | undefined }
  /** The answer's JSON is cut in the middle, with a `Content-Length` that says so: a whole answer that does not parse. */
  | { readonly type: "truncate" }
  /** The answer's JSON has characters in it that make it none, in its full length. */
  | { readonly type: "garble" }
  /** The answer with another `Content-Type`. */
  | { readonly type: "content-type"; readonly value: string }
  /** An HTML page, as a proxy in between gives it. `status` is 502 unless it says otherwise. */
  | { readonly type: "html"; readonly status?: number | undefined }
  /** No answer, until the client leaves or the emulator is closed. */
  | { readonly type: "hang" }
  /** The answer is late by so many milliseconds. */
  | { readonly type: "latency"; readonly ms: number }
  /** 200 with `{}`. */
  | { readonly type: "empty-body" }
  /** The answer with this `NextToken`; with none, if `undefined` or `null`. `""` is a token that the service has given. */
  | { readonly type: "token"; readonly value: string | null | undefined }
  /** `InvalidPaginationTokenException` for a request with a token; others are answered. */
  | { readonly type: "expired-token" }
  /** The answer's token is the one that it was asked for with. */
  | { readonly type: "repeated-token" }
  /** The answers' tokens are those of the first `length` requests that met this fault, over and over: A, B, A, B. */
  | { readonly type: "cycling-tokens"; readonly length: number }
  /** A page without items whose token leads on to what would have been on it. */
  | { readonly type: "empty-page" }
  /** A page of at most `size` items, whatever was asked for, with a token if there are more. */
  | { readonly type: "short-page"; readonly size: number }
  /** Every member of that name has a value that no model knows: `Status` and `SOMETHING_NEW` unless it says otherwise. */
  | { readonly type: "unknown-enum"; readonly member?: string | undefined; readonly value?: string | undefined }
  /** The output and each of its items have a member that no model knows: `SomethingNew` unless it says otherwise. */
  | { readonly type: "unknown-member"; readonly name?: string | undefined; readonly value?: unknown }
  /** `InvalidSignatureException`, as for a client whose clock is behind, with a `Date` ahead by `ms`: 600000 unless it says otherwise. */
  | { readonly type: "clock-skew"; readonly ms?: number | undefined }
  /** `ExpiredTokenException`, as for temporary credentials that are over. */
  | { readonly type: "expired-credentials" };
