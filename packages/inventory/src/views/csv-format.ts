import { stringify } from "csv-stringify/sync";
import { type TextFormat, textFormat } from "./text-format.js";
import type { Value } from "./tables/table.js";

/** How CSV is written. */
export interface CsvOptions {
  /**
   * Begins the file with a byte order mark. Without it, Excel does not read the file as UTF-8.
   *
   * @defaultValue false
   */
  readonly csvForExcel?: boolean | undefined;
  /**
   * Leaves texts as they came, even those that a spreadsheet would run as formulas. Only for readers that are no
   * spreadsheet.
   *
   * @defaultValue false
   */
  readonly csvPlain?: boolean | undefined;
}

/**
 * Comma-separated values with a header, quoted as in RFC 4180, in UTF-8. Lines end in `\n`.
 *
 * `null` is an empty field, and `""` is a quoted one: PostgreSQL and DuckDB distinguish the two. If a spreadsheet would
 * run a text as a formula (it begins with `=`, `+`, `-`, `@`, a tab, a carriage return), the text gets an apostrophe
 * before it: the texts are not ours. UTF-8 has no lone surrogates: each becomes a U+FFFD.
 */
export function csvFormat({ csvForExcel = false, csvPlain = false }: CsvOptions = {}): TextFormat {
  const write = (records: readonly (readonly Value[])[]): string =>
    stringify([...records], {
      escape_formulas: !csvPlain,
      quoted_match: /^$/,
      // The library's own cast writes 1 for true, and nothing for false.
      cast: { boolean: String },
    });
  return textFormat({
    extension: "csv",
    header: ({ columns }) => `${csvForExcel ? "\uFEFF" : ""}${write([columns.map(({ name }) => name)])}`,
    encode: ({ columns }, rows) => write(rows.map((row) => columns.map((column) => column.value(row)))),
  });
}
