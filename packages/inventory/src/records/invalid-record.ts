/** What could not be read: it is in no table, but here, as it came. */
export interface InvalidRecord {
  /** What is wrong with it, in a sentence. */
  readonly error: string;
  /** Where, for each problem. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** As it came from the client; text, where it cannot be written as JSON. */
  readonly raw: unknown;
}
