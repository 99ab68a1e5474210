import { type TextFormat, textFormat } from "./text-format.js";

/**
 * One JSON object per line, with every column. A lone surrogate is escaped, so that every text can be read back as it
 * was.
 */
export const ndjsonFormat: TextFormat = textFormat({
  extension: "ndjson",
  header: () => "",
  encode: ({ columns }, rows) =>
    rows
      .map(
        (row) => `${JSON.stringify(Object.fromEntries(columns.map((column) => [column.name, column.value(row)])))}\n`,
      )
      .join(""),
});
