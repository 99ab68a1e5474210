import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { tables } from "../../src/views/tables/tables.js";
import type { Table } from "../../src/views/tables/table.js";
import { tablesDocs } from "./tables-docs.js";

test("the documentation of the tables is what their definitions say", async () => {
  await expect(tablesDocs()).toMatchFileSnapshot(fileURLToPath(new URL("../../docs/tables.md", import.meta.url)));
});

test.each(Object.entries<Pick<Table<never>, "columns" | "key" | "name">>(tables))(
  "%s has its name, a key of its own columns, and a sentence for each",
  (name, table) => {
    const names = table.columns.map((column) => column.name);
    expect(table.name).toBe(name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...table.key]));
    for (const { name: column, about } of table.columns) {
      expect(column).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
      expect(about).toMatch(/\.$/);
    }
  },
);
