import { type TextFormat, textFormat } from "./text-format.js";

/** One JSON object a line, every column in every line. A lone surrogate is escaped, so every text reads back as it was. */
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
