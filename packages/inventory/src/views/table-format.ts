import type { Table } from "./tables/table.js";

/** How tables are written. */
export interface TableFormat {
  /** What the names of its files end in, without a dot. */
  readonly extension: string;
  /** Begins to write a table. */
  begin<Row>(table: Table<Row>, sink: Sink): Promise<TableWriter<Row>>;
}

/** A table that is being written. All its rows are in the sink only when `end` has resolved. */
export interface TableWriter<Row> {
  write(rows: readonly Row[]): Promise<void>;
  end(): Promise<void>;
}

/** Where a table is written to: a file, or a stream. */
export interface Sink {
  /** Resolves when there is room for more. */
  write(data: string | Uint8Array): Promise<void>;
}
