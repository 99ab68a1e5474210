import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dataTable } from "../../../src/views/report/data-table.js";
import { html } from "../../../src/views/report/html.js";
import { oneLine } from "../../../src/text/one-line.js";
import { hostileText } from "../../support/hostile-text.js";

const markup = fc.oneof(
  hostileText,
  fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "!", "-", "/", "a", ";") }),
);

describe("html", () => {
  test("a text is no element, no end of one and no attribute, whatever is in it", () => {
    fc.assert(
      fc.property(markup, (text) => {
        expect(html`<p title="${text}">${text}</p>`.text).toMatch(/^<p title="[^"<>]*">[^<>"']*<\/p>$/);
      }),
    );
  });

  test("a text can be read back", () => {
    fc.assert(
      fc.property(markup, (text) => {
        const read = html`${text}`.text
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&quot;", '"')
          .replaceAll("&#39;", "'")
          .replaceAll("&amp;", "&");
        expect(read).toBe(
          text.replaceAll(/[^\P{Cc}\t\n\r\u0080-\u009F]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD"),
        );
      }),
    );
  });

  test("a text turns no direction of writing: one account could be read as another", () => {
    expect(html`${"111122223333 \u202Eeno"}`.text).toBe("111122223333 \uFFFDeno");
  });

  test("what is HTML already, is not escaped again", () => {
    expect(
      html`<ul>
        ${[html`<li>${1}</li>`, html`<li>${"<"}</li>`]}${null}
      </ul>`.text.replaceAll(/\s+/g, ""),
    ).toBe("<ul><li>1</li><li>&lt;</li></ul>");
  });
});

describe("dataTable", () => {
  test("its data can end no script, and have every row in its order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(markup, fc.integer()), { minLength: 11, maxLength: 30 }), (rows) => {
        const { text } = dataTable<(typeof rows)[number]>({
          id: "all",
          caption: "All",
          rows,
          count: rows.length,
          columns: [
            { title: "Text", cell: ([shown]) => shown },
            { title: "Number", isNumber: true, cell: ([shown, number]) => [shown, number] },
          ],
        });
        const [, data = ""] = /<script type="application\/json" data-rows-of="all">(.*)<\/script>/s.exec(text) ?? [];
        expect(data).not.toContain("<");
        expect(JSON.parse(data)).toEqual(rows.map(([shown, number]) => [oneLine(shown), [oneLine(shown), number]]));
      }),
    );
  });

  test("ten rows are elements, and need no data", () => {
    const { text } = dataTable({
      id: "few",
      caption: "Few",
      rows: Array.from({ length: 10 }, (_, at) => at),
      count: 10,
      columns: [{ title: "Number", cell: String }],
    });
    expect(text.match(/<td/g)).toHaveLength(10);
    expect(text).not.toContain("<script");
  });

  test("says how many are left out", () => {
    const { text } = dataTable({
      id: "some",
      caption: "Some",
      rows: [1, 2],
      count: 12_000,
      columns: [{ title: "Number", cell: String }],
    });
    expect(text).toContain("11,998 more are left out");
  });
});
