/** Which entries of a dataset a listing asks for. Without any member, it asks for all. */
export interface EntryFilter {
  /** Entries with one or more of these labels. */
  readonly containsLabels: readonly string[] | undefined;
  readonly labeled: boolean | undefined;
  /** A part of the `source-ref`. */
  readonly sourceRefContains: string | undefined;
  readonly hasErrors: boolean | undefined;
}
