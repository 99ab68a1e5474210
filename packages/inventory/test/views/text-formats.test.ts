import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvFormat } from "../../src/views/csv-format.js";
import { ndjsonFormat } from "../../src/views/ndjson-format.js";
import type { TextFormat } from "../../src/views/text-format.js";
import type { Value } from "../../src/views/tables/table.js";
import { hostileText } from "../support/hostile-text.js";
import { type Row, table } from "../support/any-kind-of-column.js";
import { parseCsv, withoutFormula } from "../support/parse-csv.js";

const header = ["account_id", "text", "seen_at", "count", "share", "is_new"];

const anyRow: fc.Arbitrary<Row> = fc.record({
  accountId: hostileText,
  text: fc.option(hostileText),
  seenAt: fc.option(hostileText),
  count: fc.option(fc.integer()),
  share: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0))),
  isNew: fc.option(fc.boolean()),
});

const anyPages = fc.array(fc.array(anyRow, { maxLength: 4 }), { maxLength: 3 });

describe("NDJSON", () => {
  test("reads back as it was, whatever the texts", () => {
    fc.assert(
      fc.property(anyPages, (pages) => {
        const lines = throughUtf8(written(ndjsonFormat, pages)).split("\n").slice(0, -1);
        expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
          pages.flat().map((row) => Object.fromEntries(header.map((name, at) => [name, valuesOf(row)[at]]))),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("has no header, and every column in every line", () => {
    expect(ndjsonFormat.header(table)).toBe("");
    expect(ndjsonFormat.encode(table, [nulls])).toBe(
      '{"account_id":"000000000042","text":null,"seen_at":null,"count":null,"share":null,"is_new":null}\n',
    );
  });
});

describe("CSV", () => {
  test("reads back as it was, but for the apostrophe before a formula and for lone surrogates", () => {
    fc.assert(
      fc.property(anyPages, (pages) => {
        expect(parseCsv(throughUtf8(written(csvFormat(), pages)))).toEqual([
          header,
          ...pages.flat().map((row) => valuesOf(row).map(asField)),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  test("reads back without the apostrophe where it is plain", () => {
    fc.assert(
      fc.property(anyPages, (pages) => {
        expect(parseCsv(throughUtf8(written(csvFormat({ csvPlain: true }), pages)))).toEqual([
          header,
          ...pages
            .flat()
            .map((row) => valuesOf(row).map((value) => (value === null ? null : wellFormed(String(value))))),
        ]);
      }),
    );
  });

  test("has no text that begins as a formula does", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [fields = []] = parseCsv(csvFormat().encode(table, [{ ...nulls, text }]));
        expect(fields[1]).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  test("leaves a negative number a number", () => {
    expect(csvFormat().encode(table, [{ ...nulls, count: -1, share: -0.5 }])).toBe("000000000042,,,-1,-0.5,\n");
  });

  test("distinguishes no value from an empty one, and keeps the zeros of an account", () => {
    expect(csvFormat().encode(table, [nulls])).toBe("000000000042,,,,,\n");
    expect(csvFormat().encode(table, [{ ...nulls, text: "", isNew: false }])).toBe('000000000042,"",,,,false\n');
  });

  test("writes nothing for no rows, and a byte order mark where Excel is to read it", () => {
    expect(csvFormat().encode(table, [])).toBe("");
    expect(csvFormat().header(table)).toBe(`${header.join(",")}\n`);
    expect(csvFormat({ csvForExcel: true }).header(table)).toBe(`\uFEFF${header.join(",")}\n`);
  });
});

const nulls: Row = { accountId: "000000000042", text: null, seenAt: null, count: null, share: null, isNew: null };

function valuesOf(row: Row): readonly Value[] {
  return [row.accountId, row.text, row.seenAt, row.count, row.share, row.isNew];
}

function asField(value: Value): string | null {
  if (value === null) {
    return null;
  }
  return typeof value === "string" ? withoutFormula(wellFormed(value)) : String(value);
}

/** UTF-8 has no lone surrogates. */
function wellFormed(text: string): string {
  return throughUtf8(text);
}

function throughUtf8(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

function written(format: TextFormat, pages: readonly (readonly Row[])[]): string {
  return format.header(table) + pages.map((page) => format.encode(table, page)).join("");
}
