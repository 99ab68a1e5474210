/** Which entries of a dataset a listing asks for; all of them, without any member. */
export interface EntryFilter {
  /** Entries with one or more of these. */
  readonly containsLabels: readonly string[] | undefined;
  readonly labeled: boolean | undefined;
  /** A part of the `source-ref`. */
  readonly sourceRefContains: string | undefined;
  readonly hasErrors: boolean | undefined;
}
