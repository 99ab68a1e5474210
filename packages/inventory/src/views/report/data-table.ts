import { formatted } from "../../text/count.js";
import { oneLine } from "../../text/one-line.js";
import { Html, html } from "./html.js";

/** The text of a field, and what it is sorted by if that is something else. */
export type Cell = readonly [shown: string, sortedBy: number | string] | string;

/** A table of a report. */
export interface DataTable<Row> {
  /** The id of the element. */
  readonly id: string;
  /** What its rows are, for people who do not see it. */
  readonly caption: string;
  readonly columns: readonly TableColumn<Row>[];
  /** In the order in which they are shown. */
  readonly rows: readonly Row[];
  /** How many rows there are, including those that are left out. */
  readonly count: number;
}

export interface TableColumn<Row> {
  readonly title: string;
  /** Right-aligned. */
  readonly isNumber?: boolean;
  /** Short: not broken into lines. */
  readonly isShort?: boolean;
  /** Sentences: it has room for some words per line. */
  readonly isLong?: boolean;
  readonly cell: (row: Row) => Cell;
}

/**
 * A table. Its first rows are HTML. All its rows are data as well, and the page's script makes a table from them that
 * can be searched and sorted. Ten thousand rows as elements would take seconds to open.
 */
export function dataTable<Row>({ id, caption, columns, rows, count }: DataTable<Row>): Html {
  const first = rows.slice(0, SHOWN_AT_FIRST);
  const more = rows.length - first.length;
  return html`<div class="table" role="region" aria-label="${caption}" tabindex="0">
      <table id="${id}">
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col" class="${classOf(column)}">${column.title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${first.map(
            (row) =>
              html`<tr>
                ${columns.map((column) => html`<td class="${classOf(column)}">${shownOf(column.cell(row))}</td>`)}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
    ${
      more > 0
        ? html`<p class="more">
              ${formatted(more)} more; if the browser runs scripts, they are here and can be searched.
            </p>
            <script type="application/json" data-rows-of="${id}">
              ${json(rows.map((row) => columns.map(({ cell }) => dataOf(cell(row)))))}
            </script> `
        : null
    }${
      count > rows.length
        ? html`<p>
            ${formatted(count - rows.length)} more are left out: these are the first ${formatted(rows.length)}; the
            tables have all of them.
          </p> `
        : null
    }`;
}

function classOf<Row>({ isNumber = false, isShort = false, isLong = false }: TableColumn<Row>): string {
  if (isNumber) {
    return "number";
  }
  return isShort ? "whole-line" : isLong ? "long" : "text";
}

function shownOf(cell: Cell): string {
  return oneLine(typeof cell === "string" ? cell : cell[0]);
}

function dataOf(cell: Cell): Cell {
  return typeof cell === "string" ? shownOf(cell) : [shownOf(cell), cell[1]];
}

/** JSON for a `script` element: no text in it can end the element, or open a comment. */
function json(data: unknown): Html {
  return new Html(JSON.stringify(data).replaceAll("<", String.raw`\u003c`));
}

const SHOWN_AT_FIRST = 10;
