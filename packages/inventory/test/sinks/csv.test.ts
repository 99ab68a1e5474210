import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type InventoryRow, inventoryColumns } from "../../src/rows/inventory-row.js";
import { csv } from "../../src/sinks/csv.js";
import { ndjson } from "../../src/sinks/ndjson.js";
import { parseCsv, withoutFormula } from "../support/parse-csv.js";

/** What people and services write into text fields, and what they should not. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', "'", ",", ";", " ", "a", "＝", "é", "🙂"),
  }),
  fc.constantFrom("", "=cmd|'/C calc'!A0", '"', "\r\n", "a,b", "'=1", "null", "\uFEFF"),
);

const row: fc.Arbitrary<InventoryRow> = fc
  .tuple(...inventoryColumns.map(() => fc.option(hostile)))
  .map(
    (values) =>
      Object.fromEntries(inventoryColumns.map((column, i) => [column, values[i] ?? null])) as unknown as InventoryRow,
  );

test("CSV and NDJSON agree row for row, whatever the values", () => {
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 4 }), { maxLength: 3 }), (pages) => {
      const asCsv = parseCsv(csv.header + pages.map((page) => csv.encode(page)).join(""));
      const asNdjson = (ndjson.header + pages.map((page) => ndjson.encode(page)).join("")).split("\n").slice(0, -1);

      expect(asNdjson.map((line) => JSON.parse(line) as unknown)).toEqual(pages.flat());
      expect(asCsv).toEqual([
        inventoryColumns,
        ...pages.flat().map((each) => inventoryColumns.map((column) => withoutFormula(each[column]))),
      ]);
    }),
    { numRuns: 300 },
  );
});

test("no field begins as a formula does", () => {
  fc.assert(
    fc.property(row, (each) => {
      const [fields = []] = parseCsv(csv.encode([each]));
      expect(fields.filter((field) => /^[=+\-@\t\r]/.test(field ?? ""))).toEqual([]);
    }),
  );
});

test("tells no value from an empty one", () => {
  const nulls = Object.fromEntries(inventoryColumns.map((column) => [column, null])) as unknown as InventoryRow;
  expect(csv.encode([nulls])).toBe(`${",".repeat(inventoryColumns.length - 1)}\n`);
  expect(csv.encode([{ ...nulls, account: "" }])).toBe(`""${",".repeat(inventoryColumns.length - 1)}\n`);
});

test("writes nothing for no rows, and the header once", () => {
  expect(csv.encode([])).toBe("");
  expect(csv.header).toBe(`${inventoryColumns.join(",")}\n`);
});
