/** Something that goes wrong with a request. All but `latency`, `truncate` and `token` stand in for the answer. */
export type Fault =
  /** `ThrottlingException`, whatever the token bucket says; it takes nothing from it. */
  | { readonly type: "throttle"; readonly headers?: Readonly<Record<string, string>> | undefined }
  /** Any error, in the shape of the service: `code` is its name, `status` the HTTP status. */
  | {
      readonly type: "error";
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  /** The connection is reset before any byte of an answer. */
  | { readonly type: "reset" }
  /** The answer's JSON is cut in the middle, with a `Content-Length` that says so: a whole answer that does not parse. */
  | { readonly type: "truncate" }
  /** No answer, until the client leaves or the emulator is closed. */
  | { readonly type: "hang" }
  /** The answer is late by so many milliseconds. */
  | { readonly type: "latency"; readonly ms: number }
  /** 200 with `{}`. */
  | { readonly type: "empty-body" }
  /** The answer with this `NextToken`; with none, if `undefined`. Errors are left as they are. */
  | { readonly type: "token"; readonly value: string | undefined };
