import type { TagRecord } from "../../records/tag-record.js";
import { type Place, placeColumns, placeOf } from "./place.js";
import { type Seen, seenColumns, seenOf } from "./seen.js";
import { columnsOf, type RecordTable } from "./table.js";

/** A tag of a model. */
export interface TagRow extends Place, Omit<TagRecord, "_tag">, Seen {}

export const tagsTable: RecordTable<TagRow> = {
  name: "tags",
  about: "A tag of a version.",
  key: ["version_arn", "key"],
  columns: columnsOf<TagRow>({
    ...placeColumns,
    versionArn: { type: "string", nullable: false, about: "The ARN of the version that has it." },
    key: { type: "string", nullable: false, about: "Its key." },
    value: { type: "string", nullable: false, about: "Its value." },
    ...seenColumns,
  }),
  rowsOf: (record, found) => {
    if (record._tag !== "Tag") {
      return [];
    }
    const { _tag: _, ...tag } = record;
    return [{ ...placeOf(found, tag.versionArn), ...tag, ...seenOf(found) }];
  },
};
