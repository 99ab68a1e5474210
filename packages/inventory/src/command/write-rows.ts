import { once } from "node:events";
import { csvFormat } from "../views/csv-format.js";
import { ndjsonFormat } from "../views/ndjson-format.js";
import type { RowFormat } from "../views/row-format.js";
import { type InventoryRow, inventoryTable } from "../views/tables/inventory-table.js";
import type { RunOrigin } from "./run-options.js";

/** Rows of the inventory to a stream, in the one format that there is, at the pace of who reads it. One that leaves has enough. */
export async function writeRows(
  rows: AsyncIterable<InventoryRow>,
  { formats, csvForExcel, csvPlain }: RunOrigin,
  stream: NodeJS.WriteStream,
): Promise<void> {
  const format: RowFormat = formats[0] === "csv" ? csvFormat({ csvForExcel, csvPlain }) : ndjsonFormat;
  await write(stream, format.header(inventoryTable));
  for await (const row of rows) {
    if (!stream.writable) {
      return;
    }
    await write(stream, format.encode(inventoryTable, [row]));
  }
}

async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text !== "" && !stream.write(text)) {
    await Promise.race([once(stream, "drain"), once(stream, "close")]);
  }
}
