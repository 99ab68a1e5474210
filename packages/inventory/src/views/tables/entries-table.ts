import type { EntryRecord } from "../../records/entry-record.js";
import { type Place, placeColumns, placeOf } from "./place.js";
import { type Seen, seenColumns, seenOf } from "./seen.js";
import { columnsOf, type RecordTable } from "./table.js";

/** A line of a dataset's manifest. */
export interface EntryRow extends Place, Omit<EntryRecord, "_tag">, Seen {}

export const entriesTable: RecordTable<EntryRow> = {
  name: "entries",
  about: "A line of a dataset's manifest: an image with its labels.",
  key: ["dataset_arn", "source_ref"],
  columns: columnsOf<EntryRow>({
    ...placeColumns,
    datasetArn: { type: "string", nullable: false, about: "The ARN of its dataset." },
    sourceRef: { type: "string", nullable: false, about: "Where the image lies, as `s3://bucket/key`." },
    labels: { type: "integer", nullable: false, about: "Label attributes of the line that are right." },
    errors: { type: "integer", nullable: false, about: "Errors that the service found in the line." },
    line: { type: "string", nullable: false, about: "The line as it came: JSON, as text." },
    ...seenColumns,
  }),
  rowsOf: (record, found) => {
    if (record._tag !== "Entry") {
      return [];
    }
    const { _tag: _, ...entry } = record;
    return [{ ...placeOf(found, entry.datasetArn), ...entry, ...seenOf(found) }];
  },
};
