/** What it took to write rows. */
export interface RowsFigures {
  readonly rows: number;
  readonly seconds: number;
  /** Megabytes in use, as `Held` says; 0 where that was not looked at. */
  readonly held: number;
}
