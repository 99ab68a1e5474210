import { once } from "node:events";
import { csvFormat } from "../views/csv-format.js";
import { ndjsonFormat } from "../views/ndjson-format.js";
import type { RowFormat } from "../views/row-format.js";
import { type InventoryRow, inventoryTable } from "../views/tables/inventory-table.js";
import type { ViewsOrigin } from "./run-options.js";

/** Rows of the inventory to a stream, in the one format that there is, at the pace of who reads it. One that leaves has enough. */
export async function writeRows(
  rows: AsyncIterable<InventoryRow>,
  { formats, csvForExcel, csvPlain }: ViewsOrigin,
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<void> {
  const format: RowFormat = formats[0] === "csv" ? csvFormat({ csvForExcel, csvPlain }) : ndjsonFormat;
  await write(stream, format.header(inventoryTable), signal);
  for await (const row of rows) {
    if (!stream.writable) {
      return;
    }
    await write(stream, format.encode(inventoryTable, [row]), signal);
  }
}

async function write(stream: NodeJS.WriteStream, text: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (text !== "" && !stream.write(text) && stream.writable) {
    const settled = new AbortController();
    const options = { signal: AbortSignal.any([signal, settled.signal]) };
    try {
      await Promise.race([once(stream, "drain", options), once(stream, "close", options)]);
    } catch {
      signal.throwIfAborted();
      // The stream has failed: whoever listens to it says so.
    } finally {
      settled.abort();
    }
  }
}
