/** An answer, ready to be sent. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** The `__type` of an error. */
  readonly errorType: string | undefined;
  /** When the connection is reset: in the middle of the body, or after it. @defaultValue never */
  readonly reset?: "middle" | "after" | undefined;
}
