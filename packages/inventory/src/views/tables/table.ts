import type { DatasetStatistics } from "../../records/dataset-statistics.js";
import type { InventoryRecord } from "../../records/inventory-record.js";
import type { UsageRecord } from "../../records/usage-record.js";

/** What a field of a row can be. */
export type Value = boolean | number | string | null;

/** `timestamp` is ISO 8601 in UTC, as text. The others are as in JSON. */
type ColumnType = "boolean" | "double" | "integer" | "string" | "timestamp";

export interface Column<Row> {
  /** `project_arn`: the name that is written. */
  readonly name: string;
  /** `projectArn`: the member of the row. */
  readonly member: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** What it means, in a sentence. */
  readonly about: string;
  value(row: Row): Value;
}

/** The one definition of a table: every format and the documentation are made from it. */
export interface Table<Row> {
  readonly name: string;
  /** What a row is, in a sentence. */
  readonly about: string;
  /** Names of the columns that distinguish a row from all others. */
  readonly key: readonly string[];
  readonly columns: readonly Column<Row>[];
}

/** A table of what walks find. */
export interface RecordTable<Row> extends Table<Row> {
  /** The rows of a record; none if the record belongs to another table. */
  readonly rowsOf: (record: InventoryRecord, found: Found) => readonly Row[];
}

/** Where and when a record was found, and what else is known of it. */
export interface Found {
  /** The account of the target; `null` if only the ARN has it. */
  readonly accountId: string | null;
  readonly region: string;
  readonly runId: string;
  readonly runStartedAt: string;
  readonly seenAt: string;
  readonly statisticsOf: (datasetArn: string) => DatasetStatistics | undefined;
  readonly usageOf: (versionArn: string) => UsageRecord | undefined;
}

/** What a table says about the members of its rows, in the order of its columns. */
export type ColumnsOf<Row> = { readonly [Member in keyof Row]: ColumnOf<Row[Member]> };

interface ColumnOf<Member> {
  readonly type: [NonNullable<Member>] extends [string]
    ? "string" | "timestamp"
    : [NonNullable<Member>] extends [number]
      ? "double" | "integer"
      : "boolean";
  readonly nullable: null extends Member ? true : false;
  readonly about: string;
}

/** @param columns - by member; their order is that of the columns. */
export function columnsOf<Row extends object>(columns: ColumnsOf<Row>): readonly Column<Row>[] {
  return Object.entries<Pick<Column<Row>, "about" | "nullable" | "type">>(columns).map(
    ([member, { type, nullable, about }]) => ({
      name: snakeCase(member),
      member,
      type,
      nullable,
      about,
      value: (row) => (row as Readonly<Record<string, Value>>)[member] ?? null,
    }),
  );
}

/** `projectArn` is `project_arn`, `f1Score` is `f1_score`. */
export function snakeCase(member: string): string {
  return member.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
