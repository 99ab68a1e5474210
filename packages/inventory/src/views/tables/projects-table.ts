import type { ProjectRecord } from "../../records/project-record.js";
import { type Place, placeColumns, placeOf } from "./place.js";
import { type Seen, seenColumns, seenOf } from "./seen.js";
import { columnsOf, type RecordTable } from "./table.js";

/** A project. */
export interface ProjectRow extends Place, Omit<ProjectRecord, "_tag" | "datasets">, Seen {}

export const projectsTable: RecordTable<ProjectRow> = {
  name: "projects",
  about: "A project.",
  key: ["arn"],
  columns: columnsOf<ProjectRow>({
    ...placeColumns,
    arn: { type: "string", nullable: false, about: "Its ARN." },
    name: { type: "string", nullable: false, about: "Its name, from the ARN." },
    feature: { type: "string", nullable: false, about: "`CUSTOM_LABELS` or `CONTENT_MODERATION`." },
    status: { type: "string", nullable: true, about: "`CREATING`, `CREATED` or `DELETING`." },
    creationTimestamp: { type: "timestamp", nullable: true, about: "When it was created." },
    autoUpdate: { type: "string", nullable: true, about: "`ENABLED` or `DISABLED`: whether adapters are retrained." },
    ...seenColumns,
  }),
  rowsOf: (record, found) => {
    if (record._tag !== "Project") {
      return [];
    }
    const { _tag: _, datasets: __, ...project } = record;
    return [{ ...placeOf(found, project.arn), ...project, ...seenOf(found) }];
  },
};
