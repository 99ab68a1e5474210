/** An answer on its way out. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** The `__type` of an error. */
  readonly errorType: string | undefined;
  /** Where the connection is reset. @defaultValue it is not */
  readonly reset?: "middle" | "after" | undefined;
}
