import { columnsOf, type Table } from "../../src/views/tables/table.js";

/** A row with a value of each type of column. */
export interface Row {
  readonly accountId: string;
  readonly text: string | null;
  readonly seenAt: string | null;
  readonly count: number | null;
  readonly share: number | null;
  readonly isNew: boolean | null;
}

const about = "Something.";

/** The table of such rows. */
export const table: Table<Row> = {
  name: "rows",
  about,
  key: ["account_id"],
  columns: columnsOf<Row>({
    accountId: { type: "string", nullable: false, about },
    text: { type: "string", nullable: true, about },
    seenAt: { type: "timestamp", nullable: true, about },
    count: { type: "integer", nullable: true, about },
    share: { type: "double", nullable: true, about },
    isNew: { type: "boolean", nullable: true, about },
  }),
};
