import type { ListedTable } from "../views/tables/listed-by.js";
import type { RecordRows } from "../views/tables/tables.js";

/** A row of any table that is compared. */
export type ListedRow = RecordRows[ListedTable];
