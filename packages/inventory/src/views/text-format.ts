import type { TableFormat } from "./table-format.js";
import type { Table } from "./tables/table.js";

/** How the rows of a table are written as text, a few at a time. */
export interface TextFormat extends TableFormat {
  /** The text before the first row. */
  header<Row>(table: Table<Row>): string;
  /** The rows as whole lines; `""` for none. */
  encode<Row>(table: Table<Row>, rows: readonly Row[]): string;
}

/** A format whose rows are lines, each by itself. */
export function textFormat(lines: Omit<TextFormat, "begin">): TextFormat {
  return {
    ...lines,
    begin: async (table, sink) => {
      await sink.write(lines.header(table));
      return {
        write: (rows) => sink.write(lines.encode(table, rows)),
        end: () => Promise.resolve(),
      };
    },
  };
}
