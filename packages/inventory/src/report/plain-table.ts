import Table from "cli-table3";

/** Columns of text, two spaces apart, without lines around them: fit for a terminal, a log and a mail. */
export function newTable(options: Partial<Table.TableConstructorOptions>): Table.Table {
  return new Table({
    ...options,
    chars: NO_LINES,
    // No colours of the library's own: it does not know which stream they are for.
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
}

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "  ",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** The lines of a table, without blanks at their ends. */
export function tableText(table: Table.Table): string {
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
