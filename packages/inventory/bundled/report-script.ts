import { DataTable } from "datatables.net";

// Makes tables of a report that can be searched and sorted out of the rows that stand in the page as data.

type Cell = string | readonly [shown: string, sortedBy: number | string];

/** Tables that nobody has come near to yet. */
const waiting = new Map<HTMLTableElement, () => void>();

const made: { readonly page: { len(rows: number): { draw(): unknown } } }[] = [];

const ROWS_AT_A_TIME = 25;
const ROWS_ON_PAPER = 200;

// What is not known, "", comes last in both directions.
DataTable.type("known", {
  order: { asc: (a: unknown, b: unknown) => compare(a, b, 1), desc: (a: unknown, b: unknown) => compare(a, b, -1) },
});

for (const data of document.querySelectorAll<HTMLScriptElement>("script[data-rows-of]")) {
  const table = document.getElementById(data.dataset["rowsOf"] ?? "");
  if (table instanceof HTMLTableElement) {
    waiting.set(table, () => enrich(table, JSON.parse(data.textContent ?? "[]") as readonly (readonly Cell[])[]));
    whenNear(table, () => make(table));
  }
}

// On paper everything is near.
addEventListener("beforeprint", () => {
  waiting.forEach((_, table) => make(table));
  made.forEach((table) => table.page.len(ROWS_ON_PAPER).draw());
});
addEventListener("afterprint", () => made.forEach((table) => table.page.len(ROWS_AT_A_TIME).draw()));

function make(table: HTMLTableElement): void {
  const enrichIt = waiting.get(table);
  waiting.delete(table);
  enrichIt?.();
}

/** A page of ten thousand rows is there at once: what is further down is made when somebody comes near it. */
function whenNear(table: HTMLTableElement, then: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        observer.disconnect();
        then();
      }
    },
    { rootMargin: "600px" },
  );
  observer.observe(table);
}

function enrich(table: HTMLTableElement, rows: readonly (readonly Cell[])[]): void {
  const caption = table.caption?.textContent?.trim() ?? "";
  const region = table.parentElement;
  const headers = [...table.querySelectorAll("thead th")];
  table.tBodies[0]?.replaceChildren();
  const enriched = new DataTable(table, {
    data: rows as (readonly Cell[])[],
    columns: headers.map((header, at) => ({
      className: header.className,
      // Found out by itself, a text with a `<` in it would be taken for HTML, and searched without what looks like a tag.
      type: "known",
      render: (_data: unknown, type: string, row: readonly Cell[]) => rendered(row[at] ?? "", type),
    })),
    order: [],
    autoWidth: false,
    pageLength: ROWS_AT_A_TIME,
    paging: rows.length > ROWS_AT_A_TIME,
    layout: { topStart: "search", topEnd: null, bottomStart: "info", bottomEnd: "paging" },
    language: {
      search: `Search in: ${caption}`,
      searchPlaceholder: "Search",
      info: "_START_ to _END_ of _TOTAL_",
      infoEmpty: "none",
      infoFiltered: "(of _MAX_)",
      zeroRecords: "Nothing matches.",
    },
  });
  const more = region?.nextElementSibling;
  if (more?.matches(".more") === true) {
    more.remove();
  }
  // Its buttons are made anew each time: who has pressed one by keyboard would be thrown to the top of the page.
  let pressed: string | undefined;
  const nameItsPages = (): void => {
    const pages = region?.querySelector(".dt-paging nav");
    pages?.setAttribute("aria-label", `Pages of: ${caption}`);
    const buttons = [...(pages?.querySelectorAll("button") ?? [])];
    buttons.find((button) => button.textContent === pressed)?.focus();
    pressed = undefined;
  };
  region?.addEventListener(
    "keydown",
    ({ target }) => {
      pressed = target instanceof HTMLButtonElement ? target.textContent : undefined;
    },
    { capture: true },
  );
  // After the draw: the buttons are made in it.
  enriched.on("draw", () => setTimeout(nameItsPages));
  nameItsPages();
  // A header is a button, which the space bar presses, too.
  table.tHead?.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target instanceof HTMLElement) {
      event.preventDefault();
      event.target.click();
    }
  });
  // What scrolls is now a part of it.
  const scrolling = region?.querySelector(".dt-layout-table");
  for (const name of ["role", "aria-label", "tabindex"]) {
    scrolling?.setAttribute(name, region?.getAttribute(name) ?? "");
    region?.removeAttribute(name);
  }
  region?.classList.remove("table");
  made.push(enriched);
}

function compare(a: unknown, b: unknown, direction: -1 | 1): number {
  if (a === b) {
    return 0;
  }
  if (a === "" || b === "") {
    return a === "" ? 1 : -1;
  }
  return (typeof a === "number" && typeof b === "number" ? a < b : String(a) < String(b)) ? -direction : direction;
}

function rendered(cell: Cell, type: string): unknown {
  const [shown, sortedBy] = typeof cell === "string" ? [cell, cell] : cell;
  switch (type) {
    case "sort":
    case "type":
      return sortedBy;
    case "filter":
      // Taken for HTML where there is an `&` in it. Who looks for a number need not know how it is written here.
      return escaped(typeof sortedBy === "number" ? `${shown} ${sortedBy}` : shown);
    default:
      return escaped(shown);
  }
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
