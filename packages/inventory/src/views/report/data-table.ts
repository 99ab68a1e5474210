import { formatted } from "../../text/count.js";
import { oneLine } from "../../text/one-line.js";
import { Html, html } from "./html.js";

/** What stands in a field, and what it is sorted by where that is something else. */
export type Cell = readonly [shown: string, sortedBy: number | string] | string;

/** A table of a report. */
export interface DataTable<Row> {
  /** Of the element. */
  readonly id: string;
  /** What its rows are, for those who do not see it. */
  readonly caption: string;
  readonly columns: readonly TableColumn<Row>[];
  /** In the order in which they are shown. */
  readonly rows: readonly Row[];
  /** How many there are, those that are left out too. */
  readonly count: number;
}

export interface TableColumn<Row> {
  readonly title: string;
  /** Right-aligned. */
  readonly isNumber?: boolean;
  /** Short: not broken into lines. */
  readonly isShort?: boolean;
  /** Sentences: has room for some words a line. */
  readonly isLong?: boolean;
  readonly cell: (row: Row) => Cell;
}

/**
 * A table whose first rows are HTML, and all rows data, from which the page's script makes a table that can be searched
 * and sorted. Ten thousand rows as elements would take seconds to open.
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
        ? html`<p class="more">${formatted(more)} more; with scripts they are here, and can be searched.</p>
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

/** For a `script` element: no text in it can end the element, or open a comment. */
function json(data: unknown): Html {
  return new Html(JSON.stringify(data).replaceAll("<", String.raw`\u003c`));
}

const SHOWN_AT_FIRST = 10;
