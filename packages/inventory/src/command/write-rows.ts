import { type InventoryRow, inventoryTable } from "../views/tables/inventory-table.js";
import { tableFormatOf } from "../views/write-views.js";
import type { ViewsOrigin } from "./run-options.js";
import { writeTo } from "./write-to.js";

/** Rows of the inventory to a stream, in the one format that there is, at the pace of who reads it. One that leaves has enough. */
export async function writeRows(
  rows: AsyncIterable<InventoryRow>,
  { formats, ...csv }: ViewsOrigin,
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<void> {
  const sink = { write: (data: string | Uint8Array) => writeTo(stream, data, signal) };
  // A report is no table: a run that is asked for it alone still has its rows.
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
