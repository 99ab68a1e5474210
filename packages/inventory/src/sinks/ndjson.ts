import type { RowFormat } from "./row-format.js";

/** One JSON object a line, of anything that is JSON. */
export const ndjson: RowFormat<object> = {
  header: "",
  encode: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
};
