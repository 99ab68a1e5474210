import { decodeErrorFrom } from "@rekognition-rx/core";
import { isLeft } from "fp-ts/lib/Either.js";
import type { Decoder } from "io-ts";
import { type InvalidRecord, invalidRecord } from "../../records/invalid-record.js";
import type { InventoryRecord } from "../../records/inventory-record.js";
import type { PageContents } from "./crawled-operation.js";

/** Reads each item of a page. An item that is not as AWS documents it does not affect the others. */
export function readItems<A>(
  items: unknown,
  codec: Decoder<unknown, A>,
  recordOf: (item: A, raw: unknown) => InventoryRecord,
): PageContents {
  const records: InventoryRecord[] = [];
  const invalid: InvalidRecord[] = [];
  // Anything else in the place of the list is one item that cannot be read.
  for (const raw of Array.isArray(items) ? (items as readonly unknown[]) : [items]) {
    const decoded = codec.decode(raw);
    if (isLeft(decoded)) {
      invalid.push(invalidRecord(decodeErrorFrom(decoded.left), raw));
    } else {
      records.push(recordOf(decoded.right, raw));
    }
  }
  return { records, invalid };
}
