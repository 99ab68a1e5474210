import type { PolicyRecord } from "../../records/policy-record.js";
import { type Place, placeColumns, placeOf } from "./place.js";
import { type Seen, seenColumns, seenOf } from "./seen.js";
import { columnsOf, type RecordTable } from "./table.js";

/** A resource policy of a project. */
export interface PolicyRow extends Place, Omit<PolicyRecord, "_tag">, Seen {}

export const policiesTable: RecordTable<PolicyRow> = {
  name: "policies",
  about: "A resource policy of a project: who else may copy its models.",
  key: ["project_arn", "name"],
  columns: columnsOf<PolicyRow>({
    ...placeColumns,
    projectArn: { type: "string", nullable: false, about: "The ARN of its project." },
    name: { type: "string", nullable: false, about: "Its name." },
    revisionId: { type: "string", nullable: true, about: "Its revision." },
    document: { type: "string", nullable: true, about: "The policy itself: JSON, as text." },
    creationTimestamp: { type: "timestamp", nullable: true, about: "When it was created." },
    lastUpdatedTimestamp: { type: "timestamp", nullable: true, about: "When it was last updated." },
    ...seenColumns,
  }),
  rowsOf: (record, found) => {
    if (record._tag !== "Policy") {
      return [];
    }
    const { _tag: _, ...policy } = record;
    return [{ ...placeOf(found, policy.projectArn), ...policy, ...seenOf(found) }];
  },
};
