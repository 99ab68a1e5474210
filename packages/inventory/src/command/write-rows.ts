import { type InventoryRow, inventoryTable } from "../views/tables/inventory-table.js";
import { tableFormatOf } from "../views/write-views.js";
import type { ViewsOrigin } from "./run-options.js";
import { writeTo } from "./write-to.js";

/**
 * Writes rows of the inventory to a stream, in one format, at the pace of the reader. Stops if the reader closes the
 * stream.
 */
export async function writeRows(
  rows: AsyncIterable<InventoryRow>,
  { formats, ...csv }: ViewsOrigin,
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<void> {
  const sink = { write: (data: string | Uint8Array) => writeTo(stream, data, signal) };
  // A report is no table: if it is the only format of a run, its rows are written as NDJSON.
  const format = formats.find((each) => each !== "html") ?? "ndjson";
  const writer = await tableFormatOf(format, csv).begin(inventoryTable, sink);
  for await (const row of rows) {
    if (!stream.writable) {
      return;
    }
    await writer.write([row]);
  }
  await writer.end();
}
