import { DataTable } from "datatables.net";

// Makes tables of a report that can be searched and sorted out of the rows that stand in the page as data.

type Cell = string | readonly [shown: string, sortedBy: number | string];

for (const data of document.querySelectorAll<HTMLScriptElement>("script[data-rows-of]")) {
  const table = document.getElementById(data.dataset["rowsOf"] ?? "");
  if (table instanceof HTMLTableElement) {
    whenNear(table, () => enrich(table, JSON.parse(data.textContent ?? "[]") as readonly (readonly Cell[])[]));
  }
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
  const caption = table.caption?.textContent ?? "";
  const region = table.parentElement;
  const headers = [...table.querySelectorAll("thead th")];
  table.tBodies[0]?.replaceChildren();
  const made = new DataTable(table, {
    data: rows as (readonly Cell[])[],
    columns: headers.map((header, at) => ({
      className: header.className,
      // Found out by itself, a text with a `<` in it would be taken for HTML, and searched without what looks like a tag.
      type: header.classList.contains("number") ? "num" : "string",
      render: (_data: unknown, type: string, row: readonly Cell[]) => rendered(row[at] ?? "", type),
    })),
    order: [],
    autoWidth: false,
    pageLength: ROWS_AT_A_TIME,
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
  const nameItsPages = (): void =>
    region?.querySelector(".dt-paging nav")?.setAttribute("aria-label", `Pages of: ${caption}`);
  made.on("draw", nameItsPages);
  nameItsPages();
  // What scrolls is now a part of it.
  const scrolling = region?.querySelector(".dt-layout-table");
  for (const name of ["role", "aria-label", "tabindex"]) {
    scrolling?.setAttribute(name, region?.getAttribute(name) ?? "");
    region?.removeAttribute(name);
  }
  region?.classList.remove("table");
  addEventListener("beforeprint", () => made.page.len(ROWS_ON_PAPER).draw());
  addEventListener("afterprint", () => made.page.len(ROWS_AT_A_TIME).draw());
}

function rendered(cell: Cell, type: string): unknown {
  const [shown, sortedBy] = typeof cell === "string" ? [cell, cell] : cell;
  switch (type) {
    case "sort":
    case "type":
      return sortedBy;
    default:
      // To be shown and to be searched: both are taken for HTML, what is searched where there is an `&` in it.
      return escaped(shown);
  }
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const ROWS_AT_A_TIME = 25;
const ROWS_ON_PAPER = 200;
