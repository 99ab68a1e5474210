import { stringify } from "csv-stringify/sync";
import { type TextFormat, textFormat } from "./text-format.js";
import type { Value } from "./tables/table.js";

/** How CSV is written. */
export interface CsvOptions {
  /**
   * Begins the file with a byte order mark, without which Excel takes UTF-8 for something else.
   *
   * @defaultValue false
   */
  readonly csvForExcel?: boolean | undefined;
  /**
   * Leaves texts as they came, formulas too: for readers that are no spreadsheet.
   *
   * @defaultValue false
   */
  readonly csvPlain?: boolean | undefined;
}

/**
 * Comma-separated values with a header, as RFC 4180 quotes them, in UTF-8, lines ending in `\n`.
 *
 * `null` is an empty field and `""` a quoted one, which PostgreSQL and DuckDB tell apart.
 * A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab, a carriage return)
 * gets an apostrophe before it: the texts are not ours. UTF-8 has no lone surrogates: each is a U+FFFD.
 */
export function csvFormat({ csvForExcel = false, csvPlain = false }: CsvOptions = {}): TextFormat {
  const write = (records: readonly (readonly Value[])[]): string =>
    stringify([...records], {
      escape_formulas: !csvPlain,
      quoted_match: /^$/,
      // By itself it writes 1, and nothing for false.
      cast: { boolean: String },
    });
  return textFormat({
    extension: "csv",
    header: ({ columns }) => `${csvForExcel ? "\uFEFF" : ""}${write([columns.map(({ name }) => name)])}`,
    encode: ({ columns }, rows) => write(rows.map((row) => columns.map((column) => column.value(row)))),
  });
}
