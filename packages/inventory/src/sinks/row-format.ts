/** How rows are written as text: pure, so that a file of them can be written a page at a time. */
export interface RowFormat<Row> {
  /** What stands before the first row. */
  readonly header: string;
  /** The rows as whole lines; `""` for none. */
  encode(rows: readonly Row[]): string;
}
