import type { EntryRow } from "../walks/entry-row.js";
import type { ProjectRow } from "../walks/project-row.js";
import type { VersionRow } from "../walks/version-row.js";
import type { DeadLetter } from "./dead-letter.js";

/** A table in which a row is there once, however often it is written. */
export interface AnyTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly key: readonly string[];
}

/** A table of rows of one kind. */
export interface Table<Row> extends AnyTable {
  readonly columns: Readonly<Record<keyof Row & string, ColumnType>>;
  /** What distinguishes a row from all others. */
  readonly key: readonly (keyof Row & string)[];
}

/** A `long text` may be too long for an index: the index has its digest. */
export type ColumnType = "text" | "long text" | "jsonb" | "timestamptz" | "double precision" | "boolean";

export const PROJECTS: Table<ProjectRow> = {
  name: "projects",
  columns: {
    project_arn: "text",
    name: "text",
    status: "text",
    feature: "text",
    creation_timestamp: "timestamptz",
    datasets: "jsonb",
  },
  key: ["project_arn"],
};

export const VERSIONS: Table<VersionRow> = {
  name: "versions",
  columns: {
    version_arn: "text",
    project_arn: "text",
    name: "text",
    status: "text",
    status_message: "text",
    creation_timestamp: "timestamptz",
    training_end_timestamp: "timestamptz",
    billable_training_seconds: "double precision",
    min_inference_units: "double precision",
    f1_score: "double precision",
  },
  key: ["version_arn"],
};

export const ENTRIES: Table<EntryRow> = {
  name: "entries",
  columns: { dataset_arn: "text", source_ref: "long text", labels: "jsonb", errors: "jsonb", line: "text" },
  key: ["dataset_arn", "source_ref"],
};

export const DEAD_LETTERS: Table<DeadLetter> = {
  name: "dead_letters",
  columns: {
    account_id: "text",
    region: "text",
    walk: "text",
    resource: "text",
    path: "text",
    reason: "text",
    source_ref: "text",
    raw: "long text",
  },
  key: ["account_id", "region", "walk", "resource", "path", "raw"],
};
