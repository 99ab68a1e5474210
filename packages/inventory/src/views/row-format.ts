import type { Table } from "./tables/table.js";

/** How the rows of a table are written as text, a few at a time. */
export interface RowFormat {
  /** What the names of its files end in, without a dot. */
  readonly extension: string;
  /** What stands before the first row. */
  header<Row>(table: Table<Row>): string;
  /** The rows as whole lines; `""` for none. */
  encode<Row>(table: Table<Row>, rows: readonly Row[]): string;
}
