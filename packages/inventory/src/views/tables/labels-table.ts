import type { LabelRecord } from "../../records/label-record.js";
import { type Place, placeColumns, placeOf } from "./place.js";
import { type Seen, seenColumns, seenOf } from "./seen.js";
import { columnsOf, type RecordTable } from "./table.js";

/** A label of a dataset. */
export interface LabelRow extends Place, Omit<LabelRecord, "_tag">, Seen {}

export const labelsTable: RecordTable<LabelRow> = {
  name: "labels",
  about: "A label of a dataset.",
  key: ["dataset_arn", "name"],
  columns: columnsOf<LabelRow>({
    ...placeColumns,
    datasetArn: { type: "string", nullable: false, about: "The ARN of its dataset." },
    name: { type: "string", nullable: false, about: "Its name." },
    entryCount: { type: "integer", nullable: true, about: "Images that have it." },
    boundingBoxCount: { type: "integer", nullable: true, about: "Images that have it on a bounding box." },
    ...seenColumns,
  }),
  rowsOf: (record, found) => {
    if (record._tag !== "Label") {
      return [];
    }
    const { _tag: _, ...label } = record;
    return [{ ...placeOf(found, label.datasetArn), ...label, ...seenOf(found) }];
  },
};
