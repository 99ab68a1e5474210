/** What it took to write rows. */
export interface RowsFigures {
  readonly rows: number;
  readonly seconds: number;
  /** The most megabytes in use, as `Held` measures them; 0 if that was not measured. */
  readonly held: number;
}
